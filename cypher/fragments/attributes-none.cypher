// No attributes: nobody asked for them.
NULL
