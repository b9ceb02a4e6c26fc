// A mention m that an index found, and its decision x, stand today.
x.endedBy IS NULL AND {{mention(m)}}
