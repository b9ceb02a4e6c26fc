// Administrative areas with their history, and how what says that it lies in one is found: moments by area, dataset and begin,
// longer periods apart by area, dataset and end; superseded versions as what stands today.
CREATE CONSTRAINT area_id IF NOT EXISTS FOR (n:Area) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT area_history_name IF NOT EXISTS FOR (n:AreaHistory) REQUIRE n.name IS UNIQUE;
CREATE INDEX mention_area_moment IF NOT EXISTS FOR (n:Mention) ON (n.areaMoment, n.dataset, n.validFrom);
CREATE INDEX mention_area_span IF NOT EXISTS FOR (n:Mention) ON (n.areaSpan, n.dataset, n.validTo);
CREATE INDEX mention_version_area_moment IF NOT EXISTS FOR (n:MentionVersion) ON (n.areaMoment, n.dataset, n.validFrom);
CREATE INDEX mention_version_area_span IF NOT EXISTS FOR (n:MentionVersion) ON (n.areaSpan, n.dataset, n.validTo);
MERGE (h:AreaHistory {name: 'areas'}) ON CREATE SET h.hash = '';
