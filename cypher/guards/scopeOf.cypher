// The record of a mention m (or of its version) lies within the scope of the matter.
// @var m
// @param scopeRecords: readonly string[]
{m}.record IN $scopeRecords
// @whole
false
