// No distance: nothing to measure it from.
NULL
