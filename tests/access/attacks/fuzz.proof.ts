import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { startTestServer, type TestServer } from '../../api/server/test-server.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { registerTestApp } from '../test-app.ts';
import { type AttackedTown, plantTown, tokenOf } from './attacked-town.ts';
import { type FuzzCaller, fuzz } from './fuzz.ts';

/** `FUZZ_SEED=7 FUZZ_ROUNDS=5000 npm run prove:fuzz` asks again what was asked, and more. */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 1e9);
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 120);

let graph: Graph;
let server: TestServer;
let town: AttackedTown;
let strangers: readonly FuzzCaller[];
let owner: FuzzCaller;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph);
  town = await plantTown(graph);
  const app = `fuzz-${town.department}`;
  await registerTestApp(graph, app);
  const everything = ['internal', 'personal', 'sensitive'] as const;
  strangers = [
    ...(await Promise.all(
      (['analyst', 'auditor', 'department', 'reviewer', 'subject'] as const).map(async (role) => ({
        role,
        token: await tokenOf(server.home, role),
        hidden: everything,
      })),
    )),
    { role: 'app', token: await tokenOf(server.home, 'app', app), hidden: everything },
    { role: 'bureau', token: await tokenOf(server.home, 'bureau'), hidden: ['personal', 'sensitive'] },
  ];
  const token = await tokenOf(server.home, 'department', 'owner', town.department);
  owner = { role: 'department', token, hidden: [] };
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

describe(`random questions (seed ${SEED})`, () => {
  it('of callers without a matter never get a value of a class that is hidden from them', async () => {
    const { leaks, answered, internal } = await fuzz(server, buildSchema(), town, strangers, {
      seed: SEED,
      rounds: ROUNDS,
    });
    expect(leaks).toEqual([]);
    expect(internal).toEqual([]);
    expect(answered).toBeGreaterThan(ROUNDS / 10);
  }, 3_600_000);

  it('of the department itself do get them: the planted values are there to be found', async () => {
    const schema = buildSchema();
    const asked = await fuzz(server, schema, town, [{ ...owner, hidden: ['personal', 'sensitive'] }], {
      seed: SEED,
      rounds: Math.min(ROUNDS, 200),
    });
    expect(asked.leaks.map(({ canary }) => canary)).toEqual(
      expect.arrayContaining([town.canaries.personal[0]]),
    );
  }, 600_000);
});
