// Records r, in state s, of moments in one cell around one moment.
MATCH (r:Record)
WHERE r.momentCell = cell AND r.validFrom >= own.after AND r.validFrom <= own.before
WITH own, r, r AS s
WHERE r.endedBy IS NULL AND {{record(r)}}
