// The attributes of a mention in state s, as they are kept.
s.attributes
