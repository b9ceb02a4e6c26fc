// Links that some datasets state.
// @param datasets: readonly string[]
l.dataset IN $datasets
