// Entities e that stand today and may be known.
e.endedAt IS NULL AND {{entity(e)}}
