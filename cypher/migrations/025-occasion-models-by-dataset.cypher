// What was learned of happenings is found by either of the datasets that it was learned of.
CREATE INDEX occasion_model_dataset IF NOT EXISTS FOR (n:OccasionModel) ON (n.dataset);
CREATE INDEX occasion_model_other IF NOT EXISTS FOR (n:OccasionModel) ON (n.other);
