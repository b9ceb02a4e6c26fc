import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedServer, openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { closeDecisionLog } from '../../src/reconcile/decision-log.ts';
import { judgeFile } from '../../src/reconcile/judge-file.ts';
import { checkRebuild } from '../../src/resolve/rebuild/check-rebuild.ts';
import { COMPILES_WELL, settingsFor, temporaryHome } from '../graph/embedded-home.ts';
import { buildJudgedTown } from './judged-town.ts';
import { countResults, writeLabels } from './labelled-file.ts';

/** Part of `npm run prove:reconcile`; JINGWEI_PROOF_LINES: how many lines. */
const LINES = Number(process.env.JINGWEI_PROOF_LINES ?? 100_000);
const RESIDENTS = Math.max(40, Math.round(LINES / 5));
/** Bytes of heap beyond what was in use before, whatever the length of the file. */
const MOST_HEAP = 300 * 2 ** 20;

let server: EmbeddedServer;
let graph: Graph;

beforeAll(async () => {
  server = await openEmbedded(settingsFor(await temporaryHome(), COMPILES_WELL));
  const { boltUri: uri, user, password } = server;
  graph = await openGraph({ uri, user, password, database: 'neo4j' });
  await migrate(graph);
});

afterAll(async () => {
  await graph.close();
  await server.close();
});

it(`takes ${LINES} labelled lines in of which some contradict each other, each by itself, with bounded memory`, async () => {
  const town = await buildJudgedTown(graph);
  const numbers = Array.from({ length: RESIDENTS }, (_, no) => String(no));
  await town.register(Object.fromEntries(numbers.map((no) => [no, [`N${no}`, `R${no}`] as const])));
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-labels-'));
  const [file, results] = [join(folder, 'labels.csv'), join(folder, 'results.csv')];
  const labels = { lines: LINES, residents: RESIDENTS, wrongInHundred: 2, seed: 20261126 };
  await writeLabels(file, labels, (no) => `${town.residents.id}|${no}|resident`);
  const context = { ...town.context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
  const [before, began] = [process.memoryUsage().heapUsed, performance.now()];
  let [peak, seen] = [0, 0];
  const take = (signal?: AbortSignal) =>
    judgeFile(signal === undefined ? context : { ...context, signal }, {
      ...{ file, results, reason: 'Labelled' },
      onProgress: (rows) => {
        seen = rows;
        peak = Math.max(peak, process.memoryUsage().heapUsed - before);
      },
    });
  // Cut short in the middle, it goes on where it stopped.
  const stop = new AbortController();
  const cutShort = take(stop.signal);
  setTimeout(() => stop.abort(), 3_000);
  await cutShort.catch(() => undefined);
  const report = await take();
  const seconds = (performance.now() - began) / 1_000;
  await closeDecisionLog(town.graph);
  const { rows, ...counts } = report;
  expect(rows).toBe(LINES);
  expect(await countResults(results)).toEqual(
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
  );
  expect(report.contested).toBeGreaterThan(0);
  expect(peak).toBeLessThan(MOST_HEAP);
  const { boltUri, user, password } = server;
  const driver = neo4j.driver(boltUri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const { records } = await driver.executeQuery(
    `MATCH (r:Record {dataset: $dataset})-[:MENTIONS]->(:Mention)<-[:ABOUT]-(j:Judgement)
     WITH DISTINCT j RETURN j.state AS state, count(j) AS count`,
    { dataset: town.residents.id },
    { database: 'neo4j' },
  );
  await driver.close();
  const inGraph = Object.fromEntries(records.map((record) => [record.get('state'), record.get('count')]));
  // Rows that say what stands already are of one judgement with the first that did, or with that of the part that was cut short.
  expect(inGraph.LIVE).toBeGreaterThanOrEqual(report.live);
  expect(inGraph.LIVE + (inGraph.CONTESTED ?? 0)).toBeLessThanOrEqual(LINES - report.refused);
  expect((await checkRebuild(town.context)).findings).toEqual([]);
  process.stdout.write(
    `${LINES} lines in ${seconds.toFixed(0)} s (${seen} seen last), ${(peak / 2 ** 20).toFixed(0)} MB of heap more: ${JSON.stringify(counts)}\n`,
  );
}, 7_200_000);
