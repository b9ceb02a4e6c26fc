// Entities e that stand today.
e.endedAt IS NULL
