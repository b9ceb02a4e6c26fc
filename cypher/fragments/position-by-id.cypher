// Where an entity e stands in the order of ids.
WITH e, '' AS sortName, e.id AS mention
