// Mentions m of some datasets.
// @param datasets: readonly string[]
m.dataset IN $datasets
