// Entities e that any dataset mentions.
true
