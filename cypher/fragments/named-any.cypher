// Mentions m of any dataset.
true
