// The mentions of an entity today that state one of some values, and some of the others, in order of their ids.
// @read
// @system what may be decided is checked before
// @param entity: string
// @param keys: readonly string[]
// @param limit: bigint
// @param others: bigint
// @column stating: readonly { readonly id: MentionId; readonly dataset: string; readonly attributes: string; readonly validFrom: DateTime; readonly validTo: DateTime }[]
// @column others: readonly MentionId[]
MATCH (e:Entity {id: $entity})
RETURN COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE x.endedBy IS NULL
               AND any(key IN coalesce(m.keysPublic, []) + coalesce(m.keysInternal, []) + coalesce(m.keysPersonal, []) + coalesce(m.keysSensitive, []) WHERE key IN $keys)
         WITH m ORDER BY m.id LIMIT $limit
         RETURN {id: m.id, dataset: m.dataset, attributes: m.attributes, validFrom: m.validFrom, validTo: m.validTo}
       } AS stating,
       COLLECT {
         MATCH (e)<-[x:REFERS_TO]-(m:Mention)
         WHERE x.endedBy IS NULL
               AND none(key IN coalesce(m.keysPublic, []) + coalesce(m.keysInternal, []) + coalesce(m.keysPersonal, []) + coalesce(m.keysSensitive, []) WHERE key IN $keys)
         WITH m ORDER BY m.id LIMIT $others
         RETURN m.id
       } AS others
