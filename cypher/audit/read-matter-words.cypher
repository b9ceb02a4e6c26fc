// What matters are told to be about to the persons concerned.
// @read
// @system only those read it who may, and that is asked where it is handed out
// @param ids: readonly string[]
// @column id: string
// @column legalBasis: string
// @column reasonEn: string | null
// @column reasonZh: string | null
UNWIND $ids AS id
MATCH (m:Matter {id: id})
RETURN m.id AS id, m.legalBasis AS legalBasis, m.reasonEn AS reasonEn, m.reasonZh AS reasonZh
