// The deliveries d of each dataset.
WITH dataset, d
