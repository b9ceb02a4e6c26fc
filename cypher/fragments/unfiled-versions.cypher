// Superseded versions m of mentions without an area, behind one of them.
// @unguarded m: the product itself files it
// @param after: string
// @param kinds: readonly string[]
MATCH (m:MentionVersion)
WHERE m.id > $after AND m.kind IN $kinds AND m.areaMoment IS NULL AND m.areaSpan IS NULL
