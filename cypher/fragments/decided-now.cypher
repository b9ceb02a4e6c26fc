// A decision x stands today.
x.endedBy IS NULL
