// No names: nobody asked for them.
NULL
