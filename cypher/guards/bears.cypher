// A statement s (a mention or a version of one) holds an identifier i, as it stands in the text of its attributes.
// @part
// @var s, i
({s}.attributes CONTAINS replace(replace(substring({i}.key, size(split({i}.key, ':')[0]) + 1), '\\', '\\\\'), '"', '\\"'))
