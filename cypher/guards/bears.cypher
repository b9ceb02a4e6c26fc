// A statement s (a mention or a version of one) holds an identifier i, as the text of its attributes keeps values.
// @part
// @var s, i
({s}.attributes CONTAINS
  '"value":"' + replace(replace(substring({i}.key, size(split({i}.key, ':')[0]) + 1), '\\', '\\\\'), '"', '\\"') + '"')
