// Whom a record mentions is not read.
NULL
