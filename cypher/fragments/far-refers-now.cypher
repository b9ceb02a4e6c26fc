// The decision y, at the far end of a relation, that stands today.
y.endedBy IS NULL
