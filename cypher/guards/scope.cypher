// A record r lies within the scope of the matter: it is among those that were found there.
// @var r
// @param scopeRecords: readonly string[]
{r}.id IN $scopeRecords
// @whole
false
