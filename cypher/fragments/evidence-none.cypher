// Not counted: nobody asked for it.
NULL
