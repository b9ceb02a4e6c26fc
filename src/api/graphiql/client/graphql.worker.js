// Checks and completes queries by the schema.
import 'monaco-graphql/esm/graphql.worker.js';
