// The label of a kind beside the entity's own.
e:Organization
