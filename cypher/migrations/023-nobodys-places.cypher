// Where records were said to be before that turned out to be nobody's place.
CREATE POINT INDEX record_barred_point IF NOT EXISTS FOR (n:Record) ON (n.barredPoint);
