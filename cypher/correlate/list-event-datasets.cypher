// The datasets that have stated events.
// @read
// @system what belongs together is learned from everything
// @column id: string
MATCH (s:Dataset)
WHERE s.id > '' AND EXISTS {
  MATCH (r:Record)
  WHERE r.eventDataset = s.id AND r.validFrom > datetime('0000-01-01T00:00:00Z')
}
RETURN s.id AS id
ORDER BY id
