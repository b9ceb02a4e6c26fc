// Number of mentions that an entity e is made of today.
{{evidence(e)}}
