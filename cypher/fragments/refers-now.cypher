// The decision x that stands today.
x.endedBy IS NULL
