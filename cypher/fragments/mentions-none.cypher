// No mentions: nobody asked for them.
NULL
