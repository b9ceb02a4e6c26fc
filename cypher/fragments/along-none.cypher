// Not whom a record mentions: nobody asked.
NULL
