import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { generateCity } from '../../src/city/generate-city.ts';
import { type EmbeddedServer, openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import type { EntityId } from '../../src/ids.ts';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { releaseDelivery } from '../../src/intake/held-delivery.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { withDecisionLog } from '../../src/reconcile/decision-log.ts';
import { decideOne, draftPair } from '../../src/reconcile/judge.ts';
import { releaseProblem, settleStating } from '../../src/reconcile/problems/change-problem.ts';
import { registerProblem, settleProblem } from '../../src/reconcile/problems/register-problem.ts';
import { revoke } from '../../src/reconcile/revoke.ts';
import { readResolutionStatus } from '../../src/resolve/matching/resolution-status.ts';
import { type RunEstimate, runResolution } from '../../src/resolve/matching/run-resolution.ts';
import { trainModels } from '../../src/resolve/matching/train-models.ts';
import { BUREAU } from '../api/small-town.ts';
import { settingsFor, temporaryHome } from '../graph/embedded-home.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import {
  differingShare,
  readPartition as readPartitionOf,
  replayLog as replayLogOf,
  resolveStanding,
} from './partitions.ts';

// A store of its own: models and runs are of a whole graph. Each test goes on from the one before it.
let server: EmbeddedServer;
let graph: Graph;
let driver: Driver;
let context: IntakeContext;
let datasets: readonly string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'jingwei-resolution-'));
const later: { readonly dataset: string; readonly file: string }[] = [];
/** Who was who before the first run, and when. */
let earlier: { readonly at: string; readonly partition: ReadonlyMap<string, string> };

beforeAll(async () => {
  server = await openEmbedded(settingsFor(await temporaryHome()));
  const { boltUri: uri, user, password } = server;
  graph = await openGraph({ uri, user, password, database: 'neo4j' });
  driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  await migrate(graph);
  context = intakeContext(graph);
  const city = await generateCity({ persons: 80, seed: 7, directory: folder });
  datasets = city.datasets.map(({ dataset }) => dataset);
  for (const { dataset, file } of city.datasets) {
    const [head = '', ...rows] = readFileSync(join(folder, file), 'latin1').trimEnd().split('\n');
    const cut = Math.ceil(rows.length * 0.8);
    await take(dataset, [head, ...rows.slice(0, cut)]);
    for (let from = cut; from < rows.length; from += 120) {
      const part = join(folder, `${dataset.replace('/', '-')}-${from}.csv`);
      writeFileSync(part, `${[head, ...rows.slice(from, from + 120)].join('\n')}\n`, 'latin1');
      later.push({ dataset, file: part });
    }
  }
}, 300_000);

afterAll(async () => {
  await driver.close();
  await graph.close();
  await server.close();
});

describe('resolution in the graph', { timeout: 120_000 }, () => {
  it('trains the same model to the bit on the same mentions, and changes nothing by it', async () => {
    const before = await readPartition();
    await trainModels(context, { kinds: ['Person'] });
    await trainModels(context, { kinds: ['Person'] });
    const models = await query(
      'MATCH (m:Model) RETURN m.document AS document, m.data AS data, m.common AS common',
    );
    expect(models).toHaveLength(2);
    expect(models[0]).toEqual(models[1]);
    expect(await readPartition()).toEqual(before);
  });

  it('leaves nothing half applied where it is cut short', async () => {
    const before = await readPartition();
    const listener = () => Promise.reject(new Error('cut short'));
    await expect(runResolution(context, { kinds: ['Person'], listener })).rejects.toThrow('cut short');
    expect(await readPartition()).toEqual(before);
    expect(await replayLog()).toEqual(before);
  });

  it('runs: fewer entities, every mention of one, and the log rebuilds them', async () => {
    earlier = { at: new Date().toISOString(), partition: await readPartition() };
    const entities = new Set(earlier.partition.values()).size;
    await new Promise((resolve) => setTimeout(resolve, 5));
    const asked = (await readResolutionStatus(context)).kinds.find(({ kind }) => kind === 'Person');
    const told: RunEstimate[] = [];
    const { kinds } = await run((estimate) => told.push(estimate));
    expect(kinds).toMatchObject([{ kind: 'Person', passedOver: 0 }]);
    expect(told).toMatchObject([
      { mentions: asked?.mentions, candidates: asked?.candidates, seconds: asked?.seconds },
    ]);
    expect(kinds[0]?.candidates).toBe(told[0]?.candidates);
    expect(kinds[0]?.merged).toBeGreaterThan(0);
    expect(new Set((await readPartition()).values()).size).toBeLessThan(entities);
    expect(await replayLog()).toEqual(await readPartition());
    const { kinds: status } = await readResolutionStatus(context);
    const inUse = status.find(({ kind }) => kind === 'Person')?.inUse;
    expect(inUse?.trainedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it('runs again and finds nothing to change', async () => {
    const { kinds } = await run();
    expect(kinds).toMatchObject([{ merged: 0, split: 0, created: 0, moved: 0 }]);
  });

  it('keeps every id when a model is trained anew and run', async () => {
    const before = await readPartition();
    await trainModels(context, { kinds: ['Person'] });
    await run();
    expect(await readPartition()).toEqual(before);
  });

  it('tells who somebody was before the run, and who it is now', async () => {
    const now = await readPartition();
    const [moved = ''] = [...now].find(([id, entity]) => earlier.partition.get(id) !== entity) ?? [];
    const [was, is] = [earlier.partition.get(moved) ?? '', now.get(moved) ?? ''];
    const asked = await ask(
      `query ($was: ID!, $at: DateTime!) {
        before: entity(id: $was, asOf: { recorded: $at }) { id }
        after: entity(id: $was) { id }
      }`,
      { was, at: earlier.at },
    );
    expect(asked).toEqual({ before: { id: was }, after: { id: is } });
  });

  it('says of two mentions or two entities what speaks for and against their being one', async () => {
    const groups = new Map<string, string[]>();
    for (const [mention, entity] of await readPartition())
      groups.set(entity, [...(groups.get(entity) ?? []), mention]);
    const [first, second] = [...groups].filter(([, mentions]) => mentions.length > 1);
    const [ours = '', [one, other] = []] = first ?? [];
    const [theirs = '', [stranger] = []] = second ?? [];
    const fields =
      'isOneEntity bits priorBits relativesBits comparisons { weight frequency } whyNot { code }';
    const asked = await ask<Record<'same' | 'apart' | 'entities', Matched>>(
      `query ($one: ID!, $other: ID!, $stranger: ID!, $ours: ID!, $theirs: ID!) {
        same: match(a: $one, b: $other) { ${fields} }
        apart: match(a: $one, b: $stranger) { ${fields} }
        entities: match(a: $ours, b: $theirs) { ${fields} }
      }`,
      { one, other, stranger, ours, theirs },
    );
    expect(asked.same).toMatchObject({ isOneEntity: true, whyNot: [] });
    expect(asked.apart.isOneEntity).toBe(false);
    expect(asked.apart.whyNot).not.toEqual([]);
    expect(asked.entities.isOneEntity).toBe(false);
    const sum = asked.same.comparisons.reduce(
      (total, { weight, frequency }) => total + weight + frequency,
      asked.same.priorBits,
    );
    expect(Math.min(sum, asked.same.relativesBits ?? sum)).toBeCloseTo(asked.same.bits, 3);
  });

  it('goes the way of evaluate: the same mentions with the same model are the same groups', async () => {
    const scratch = await resolveStanding(context, 'Person');
    expect(differingShare(await readPartition(), scratch)).toBeLessThanOrEqual(0.001);
  });

  it('resolves what comes in later with the model, nearly as a full run would', async () => {
    for (const { dataset, file } of [...later].reverse()) await deliverFile(dataset, file);
    const arrived = await readPartition();
    await run();
    const decided = await readPartition();
    expect(differingShare(arrived, decided)).toBeLessThanOrEqual(0.001);
    expect(await replayLog()).toEqual(decided);
  });

  it('obeys people in every run until they take it back', async () => {
    const before = await readPartition();
    const groups = new Map<string, string[]>();
    for (const [mention, entity] of before) groups.set(entity, [...(groups.get(entity) ?? []), mention]);
    const [joined, one, other] = [...groups.values()].sort((a, b) => b.length - a.length);
    const [a, b, c, d] = [joined?.[0] ?? '', joined?.[1] ?? '', one?.[0] ?? '', other?.[0] ?? ''];
    const deciding = { ...context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
    const judge = (left: string, right: string, verdict: 'SAME' | 'DIFFERENT') =>
      decideOne(deciding, draftPair({ a: left, b: right, verdict, reason: 'Asked at the counter' }));
    const judgements = [await judge(a, b, 'DIFFERENT'), await judge(c, d, 'SAME')];
    expect(judgements).toMatchObject([{ state: 'LIVE' }, { state: 'LIVE', effect: { merged: 1 } }]);
    await run();
    const obeyed = await readPartition();
    expect(obeyed.get(a)).not.toBe(obeyed.get(b));
    expect(obeyed.get(c)).toBe(obeyed.get(d));
    const { match } = await ask<{ readonly match: Pick<Matched, 'whyNot'> }>(
      'query ($a: ID!, $b: ID!) { match(a: $a, b: $b) { whyNot { code } } }',
      { a, b },
    );
    expect(match.whyNot).toContainEqual({ code: 'JUDGED' });
    const { kinds } = await run();
    expect(kinds).toMatchObject([{ merged: 0, split: 0, created: 0, moved: 0 }]);
    for (const { id } of judgements)
      await withDecisionLog(deciding, (transaction, log) =>
        revoke(deciding, transaction, log, { id, reason: 'It was another one' }),
      );
    const restored = await readPartition();
    expect([restored.get(a), restored.get(c), restored.get(d)]).toEqual([
      before.get(b),
      before.get(c),
      before.get(d),
    ]);
    expect(await replayLog()).toEqual(restored);
  });

  it('lets a rejected value take no part: no key, no weight, no match, in no run, until it is released', async () => {
    // What a judgement that was taken back had parted comes together again in a run.
    await run();
    // Two mentions of one person that state one telephone number, and nobody else's does.
    const [pair] = await query(
      `MATCH (a:Mention {kind: 'Person'})-[x:REFERS_TO]->(e:Entity)<-[y:REFERS_TO]-(b:Mention)
       WHERE x.endedBy IS NULL AND y.endedBy IS NULL AND a.id < b.id AND a.dataset <> b.dataset
       UNWIND [key IN a.keysPersonal WHERE key STARTS WITH 'phone=' AND key IN b.keysPersonal] AS key
       RETURN a.id AS a, b.id AS b, e.id AS entity, substring(key, 6) AS value ORDER BY a, b LIMIT 1`,
    );
    const [a = '', b = '', value = ''] = [pair?.a, pair?.b, pair?.value].map(String);
    const entity = String(pair?.entity) as EntityId;
    const shared = async () => {
      const [found] = await query(
        `MATCH (a:Mention {id: '${a}'}), (b:Mention {id: '${b}'})
         WITH split(a.blocking, ' ') AS ours, split(b.blocking, ' ') AS theirs, head([(a)-[x:MATCH]-(b) | x.weight]) AS kept
         RETURN size([key IN ours WHERE key IN theirs]) AS keys, kept`,
      );
      const { match } = await ask<{ match: Matched }>(
        'query ($a: ID!, $b: ID!) { match(a: $a, b: $b) { bits comparisons { id level weight frequency } } }',
        { a, b },
      );
      const phone = match.comparisons.find(({ id }) => id === 'phone');
      return { keys: Number(found?.keys), kept: found?.kept, bits: match.bits, phone };
    };
    const before = await shared();
    expect(before.phone?.weight).toBeGreaterThan(0);
    expect(before.kept).toBeCloseTo(before.bits, 3);
    const deciding = { ...context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
    const catalogue = await loadCatalogue(context);
    const { id } = await withDecisionLog(deciding, async (transaction, log) => {
      const registered = await registerProblem(deciding, transaction, log, {
        draft: {
          ...{ entity, attribute: 'phone', scheme: null, value, dataset: null, department: null },
          reason: 'Asked at the counter',
        },
        catalogue,
      });
      await settleProblem(deciding, transaction, registered);
      return registered;
    });
    const barred = await shared();
    expect(barred.phone).toMatchObject({ level: null });
    expect(barred.bits).toBeLessThan(before.bits);
    expect(barred.keys).toBeLessThan(before.keys);
    expect(barred.kept ?? barred.bits).toBeCloseTo(barred.bits, 3);
    const settled = await readPartition();
    await run();
    expect(await readPartition()).toEqual(settled);
    expect(await shared()).toEqual(barred);
    await withDecisionLog(deciding, (transaction, log) =>
      releaseProblem(deciding, transaction, log, { id, reason: 'It was right', mentions: null, catalogue }),
    );
    await settleStating(deciding, catalogue, id);
    expect(await shared()).toEqual(before);
  });

  it('refuses one of two runs that are asked for at once, clearly', async () => {
    const ended = await Promise.allSettled([run(), run()]);
    const refused = ended.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: 'RESOLUTION_RUNNING' });
  });

  it('is refused beside a process that lives, and takes over from one that died', async () => {
    const leave = (pid: number | undefined) =>
      query(`MATCH (l:Lock {name: 'resolution'}) SET l.owner = '${hostname()}:${pid}:run', l.work = 'run',
             l.until = datetime() + duration('PT1M') RETURN l.work`);
    await leave(process.ppid);
    await expect(run()).rejects.toMatchObject({ code: 'RESOLUTION_RUNNING' });
    await leave(spawnSync(process.execPath, ['--version']).pid);
    expect((await run()).kinds).toMatchObject([{ merged: 0, split: 0 }]);
  });
});

interface Matched {
  readonly isOneEntity: boolean;
  readonly bits: number;
  readonly priorBits: number;
  readonly relativesBits: number | null;
  readonly comparisons: readonly {
    readonly id: string;
    readonly level: string | null;
    readonly weight: number;
    readonly frequency: number;
  }[];
  readonly whyNot: readonly { readonly code: string }[];
}

async function ask<T = unknown>(source: string, variableValues: Record<string, unknown>): Promise<T> {
  const matter = await openTestMatter(context, { datasets, people: ['b'] });
  const { data, errors } = await graphql({
    schema: buildSchema(),
    source,
    variableValues,
    contextValue: createRequestContext({ ...context, caller: BUREAU, matter }),
  });
  if (errors !== undefined) throw errors[0];
  return JSON.parse(JSON.stringify(data));
}

const run = (onEstimate?: (estimate: RunEstimate) => void) =>
  runResolution(context, {
    kinds: ['Person'],
    listener: runIdentityStages,
    ...(onEstimate === undefined ? {} : { onEstimate }),
  });

async function take(dataset: string, lines: readonly string[]): Promise<void> {
  const file = join(folder, `${dataset.replace('/', '-')}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`, 'latin1');
  await deliverFile(dataset, file);
}

async function deliverFile(dataset: string, file: string): Promise<void> {
  const definition = await loadDefinition(`examples/city/${dataset}.odcs.yaml`);
  const report = await deliver(context, { definition, file, mode: 'INCREMENT' });
  // Too small for shares of faulty rows to mean anything.
  if (report.held) await releaseDelivery(context, report.delivery);
}

const readPartition = () => readPartitionOf(driver, 'Person');
const replayLog = () => replayLogOf(driver, 'Person');

async function query(text: string): Promise<readonly Record<string, unknown>[]> {
  return (await driver.executeQuery(text, {}, { database: 'neo4j' })).records.map((record) =>
    record.toObject(),
  );
}
