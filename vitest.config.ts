import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SAFETY_FLAGS } from './src/runtime-flags.ts';

const onGraph = ['tests/{api,backup,cli,graph}/**/*.test.ts', 'tests/**/*.graph.test.ts'];
const alone = ['tests/reconcile/*.proof.ts'];

// Whatever the tests write, spools of deliveries above all, goes with the run. The name is short: sockets lie below it.
const scratch = mkdtempSync(join(tmpdir(), 'jw-'));
process.env.TMPDIR = scratch;
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** `plain` needs nothing but Node; `graph` shares one real Neo4j, started once for all of it; `proof` takes longer, `alone` on servers of its own. */
export default defineConfig({
  // The package offers itself twice; Apollo takes this one, and two of them would not know each other's schemas.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // A worker waits for Neo4j half of its time: two keep two processors busy.
    maxWorkers: 2,
    // Files of one worker share what they import: loading it anew for each took a tenth of the whole. What a file changes it restores.
    isolate: false,
    execArgv: [...SAFETY_FLAGS],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'plain', include: ['tests/**/*.test.ts'], exclude: onGraph } },
      { extends: true, test: { name: 'graph', include: onGraph, globalSetup: 'tests/setup/neo4j.ts' } },
      {
        extends: true,
        test: {
          name: 'proof',
          include: ['tests/**/*.proof.ts'],
          exclude: alone,
          globalSetup: 'tests/setup/neo4j.ts',
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
