// Imported before anything else: libraries look at it once, when they are loaded. graphql-js checks every value twice without it.
process.env.NODE_ENV ??= 'production';
