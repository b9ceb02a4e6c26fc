// Rows that a remap once took for sound ones wait under another rule than their reader's: the names of their cells tell it still.
MATCH (q:QuarantinedRow)
WHERE q.state = 'OPEN' AND q.dataset > '' AND NOT q.rule IN ['columns', 'syntax', 'encoding', 'limit']
CALL (q) {
  MATCH (l:RowLayout {hash: q.layout})
  WITH q, [column IN l.columns WHERE column =~ '#([0-9]+|text)'] AS loose
  WHERE size(loose) > 0
  WITH q, '#text' IN loose AS uncut
  SET q.rule = CASE WHEN uncut THEN 'syntax' ELSE 'columns' END,
      q.reason = CASE WHEN uncut THEN 'the line could not be cut into columns'
                      ELSE 'the row has more values than the header has columns' END,
      q.column = NULL,
      q.columns = [],
      q.value = NULL
} IN TRANSACTIONS OF 1000 ROWS;
