// A page of the deliveries d of each dataset.
WITH d
