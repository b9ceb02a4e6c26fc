// What is where it is asked about is so for certain, as far as areas go.
true
