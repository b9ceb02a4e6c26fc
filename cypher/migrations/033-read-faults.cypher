// Rows that a remap once took for sound ones wait under another rule than their reader's: the names of their cells tell it still.
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset > '' AND NOT q.rule IN ['columns', 'syntax', 'encoding', 'limit']
CALL (q) {
  // Where a delivery had too many layouts, its rows name their cells themselves.
  OPTIONAL MATCH (l:RowLayout {hash: q.layout})
  WITH q, coalesce(l.columns, []) AS columns, CASE WHEN q.layout = '' THEN q.raw ELSE '' END AS named
  WITH q, '#text' IN columns OR named STARTS WITH '{"#text":' AS uncut,
       any(column IN columns WHERE column =~ '#[0-9]+') OR named =~ '(?s).*[{,]"#[0-9]+":.*' AS surplus
  WHERE uncut OR surplus
  SET q.rule = CASE WHEN uncut THEN 'syntax' ELSE 'columns' END,
      q.reason = CASE WHEN uncut THEN 'the line could not be cut into columns'
                      ELSE 'the row has more values than the header has columns' END,
      q.column = NULL,
      q.columns = [],
      q.value = NULL
} IN TRANSACTIONS OF 1000 ROWS;
