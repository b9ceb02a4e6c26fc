// The entity o at the far end of a link l that may be known from its entity e may be known. Where nobody holds anything back of a
// dataset that may be seen whole, the link itself says so: it stands while a mention of that dataset refers to o.
// @var l, o
// @param seeLinks: readonly string[]
({l}.dataset IN $seeLinks OR {{entity({o})}})
// @whole
{l}.dataset IN $seeWhole
