// Names with dots are found by each of their parts, and without the dots: the index takes a dot within Latin letters for one of them,
// and knows no pair of Han characters across one.
MATCH (m:Mention)
WHERE any(text IN [m.textPublic, m.textInternal, m.textPersonal, m.textSensitive] WHERE text =~ '(?s).*[·・‧∙⋅].*')
CALL (m) {
  UNWIND ['textPublic', 'textInternal', 'textPersonal', 'textSensitive'] AS field
  WITH m, field, split(m[field], ' • ') AS values
  UNWIND values AS value
  UNWIND ['', ' '] AS between
  WITH DISTINCT m, field, values,
       reduce(form = replace(value, ' · ', ' '), dot IN ['·', '・', '‧', '∙', '⋅'] | replace(form, dot, between)) AS form
  WHERE trim(form) <> '' AND NOT form IN values
  WITH m, field, m[field] + reduce(text = '', form IN collect(form) | text + ' • ' + form) AS text
  SET m[field] = text
} IN TRANSACTIONS OF 5000 ROWS;
