// The corrections of some discrepancies that wait for an answer, or for the source to show it.
// @read
// @system upkeep of corrections
// @param discrepancies: readonly string[]
// @column id: string
// @column discrepancy: string
// @column department: string
// @column state: string
// @column value: string | null
// @column standard: string | null
UNWIND $discrepancies AS discrepancy
MATCH (:Discrepancy {id: discrepancy})<-[:CORRECTS]-(k:Correction)
WHERE k.state IN ['OPEN', 'CORRECTED']
RETURN k.id AS id, discrepancy, k.department AS department, k.state AS state, k.value AS value, k.standard AS standard
