// Which cells the value and the reason of a quarantined row repeat. Where these rules joined several columns, only the first
// was kept: what it says is as protected as the whole row.
MATCH (q:QuarantinedRow)
WHERE q.columns IS NULL
CALL (q) {
  SET q.columns = CASE WHEN q.column IS NULL OR q.rule IN ['unique', 'reference', 'period'] THEN [] ELSE [q.column] END
} IN TRANSACTIONS OF 10000 ROWS;
