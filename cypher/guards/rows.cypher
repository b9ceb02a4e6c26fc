// The raw rows of a record r may be handed out: nobody whom it mentions holds them back.
// @var r
NOT EXISTS { MATCH ({r})-[:MENTIONS]->({#m}:Mention) WHERE {#m}:HeldBack }
