// A statement s (a mention or a version of one) holds an identifier i, as the text of its attributes keeps them: the value right behind
// its scheme. The same text in another attribute is not it.
// @part
// @var s, i
({s}.attributes CONTAINS '"scheme":"' + split({i}.key, ':')[0] + '","value":"'
  + replace(replace(substring({i}.key, size(split({i}.key, ':')[0]) + 1), '\\', '\\\\'), '"', '\\"') + '"')
