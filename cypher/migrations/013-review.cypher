// What waits for a person to look at, by what a decision is worth.
CREATE CONSTRAINT review_item_id IF NOT EXISTS FOR (n:ReviewItem) REQUIRE n.id IS UNIQUE;
CREATE INDEX review_item_worth IF NOT EXISTS FOR (n:ReviewItem) ON (n.state, n.worth);
CREATE INDEX review_item_judgement IF NOT EXISTS FOR (n:ReviewItem) ON (n.judgement);
