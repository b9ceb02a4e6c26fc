// Mentions n of some datasets.
// @param datasets: readonly string[]
n.dataset IN $datasets
