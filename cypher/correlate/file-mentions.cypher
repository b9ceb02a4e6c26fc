// Files mentions, or superseded versions of them, under the areas that they name.
// @write
// @param rows: readonly { readonly id: string; readonly properties: Properties }[]
// @slot target: filed-mention | filed-version
UNWIND $rows AS row
{{target}}
SET m.areaMoment = row.properties.areaMoment, m.areaSpan = row.properties.areaSpan, m.areaClass = row.properties.areaClass
