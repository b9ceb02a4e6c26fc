// A link l of same occasion stands.
l.endedBy IS NULL
