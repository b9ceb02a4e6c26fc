// What a record says today of two of its mentions.
l.endedBy IS NULL
