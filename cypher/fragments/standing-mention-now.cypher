// The state s of a mention m of a record r: its present one; of a record that ended, as it was then.
WITH *, m AS s WHERE m.endedBy IS NULL OR m.recordedTo = r.recordedTo
