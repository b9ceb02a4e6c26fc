// Places and events that say in no area that they lie, in order of their ids: they were taken in before areas were kept, or name none.
// @read
// @system files what the product keeps under a key of its own
// @param after: string
// @param limit: bigint
// @param kinds: readonly string[]
// @column id: string
// @column dataset: string
// @column role: string
// @column kind: string
// @column attributes: string
// @column validFrom: DateTime
// @column validTo: DateTime
// @slot state: unfiled-mentions | unfiled-versions
{{state}}
WITH m
ORDER BY m.id
LIMIT $limit
RETURN m.id AS id, m.dataset AS dataset, m.role AS role, m.kind AS kind, m.attributes AS attributes,
       m.validFrom AS validFrom, m.validTo AS validTo
ORDER BY id
