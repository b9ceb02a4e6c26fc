// The entry of the bundle that tools/build-graphiql.ts makes; plain JavaScript, because it runs in browsers only.
import { GraphiQL } from 'graphiql';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import 'graphiql/style.css';
import './main.css';
import { buildDefaultQuery } from '../example-questions.ts';

const WORKERS = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

// The editor checks and completes in workers of its own; they lie beside this file.
globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const file = WORKERS[label] ?? 'editor.worker.js';
    return new Worker(new URL(file, import.meta.url), { type: 'module' });
  },
};

async function ask(query, { headers } = {}) {
  const response = await fetch(window.location.pathname, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify(query),
  });
  return response.json();
}

const page = createElement(GraphiQL, {
  fetcher: ask,
  defaultQuery: buildDefaultQuery(),
  // A token belongs into no browser storage.
  shouldPersistHeaders: false,
  showPersistHeadersSettings: false,
  isHeadersEditorEnabled: true,
});
createRoot(document.getElementById('graphiql')).render(page);
