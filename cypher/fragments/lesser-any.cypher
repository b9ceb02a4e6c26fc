// Mentions n of any dataset.
true
