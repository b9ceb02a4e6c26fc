import { join } from 'node:path';
import { z } from 'zod';
import { LOCAL_CALLER } from '../../src/access/build-authenticator.ts';
import { EXAMPLE_MATTER, openExampleMatters } from '../../src/access/example-matters.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { PRESENT } from '../../src/as-of.ts';
import { exportDataset } from '../../src/export/export-dataset.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import type { EntityId, MentionId } from '../../src/ids.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { closeDecisionLog } from '../../src/reconcile/decision-log.ts';
import { decideOne, draftPair } from '../../src/reconcile/judge.ts';
import { noteFindings } from '../../src/reconcile/review/note-items.ts';
import { listReviewQueue } from '../../src/reconcile/review/review-queue.ts';
import { findEntities } from '../../src/resolve/find-entities.ts';
import { openBareDriver } from '../bench-store.ts';
import { openCityStore } from '../city-store.ts';
import type { BenchResult, Figure } from '../figure.ts';
import type { TakenIn } from '../intake/take-in-city.ts';
import type { BenchOptions } from '../options.ts';
import { settingsOf } from '../settings-of.ts';
import { readStatement } from '../statement-file.ts';

/** Mentions of the entities that are joined: about ten each. */
const [LEAST, MOST] = [8, 12];
const PAIRS = 150;
/** Not measured: Java compiles well what has run some hundred times. */
const WARM_UP = { judgements: 250, pages: 20 } as const;
const ITEMS = 5_000;
const PAGES = 100;
const MOST_JUDGE_SECONDS = 0.1;
const MOST_PAGE_SECONDS = 0.15;
const MOST_UPKEEP = 0.25;
const EXPORTED = 'population/residents';
const LEAST_EXPORTED = 10_000;

interface Person {
  readonly entity: EntityId;
  readonly mention: MentionId;
}

/** Judgements that join entities of about ten records each, and pages of a long review queue, on a city. */
export async function runReconcile(options: BenchOptions): Promise<BenchResult> {
  const store = await openCityStore(options);
  const graph = await openGraph(store.address);
  try {
    await openExampleMatters({
      graph,
      settings: settingsOf(store.home),
      clock: Date.now,
    });
    const driver = openBareDriver(store.address);
    const persons = await listPersons(driver, LEAST, MOST, 2 * (PAIRS + WARM_UP.judgements));
    const others = await listPersons(driver, 1, LEAST - 1, 2 * ITEMS);
    await driver.close();
    const judged = await measureJudgements(graph, store.home, persons);
    const pages = await measureQueue(graph, store.home, others);
    const exported = await measureExport(graph, store.home);
    return {
      bench: 'reconcile',
      figures: [
        {
          name: 'reconcile.judgement',
          meaning:
            'a judgement that joins two entities of about ten records each, to a consistent read, 95 of 100',
          measured: percentile(judged, 0.95) / 1000,
          unit: 'seconds',
          asked: { most: MOST_JUDGE_SECONDS },
        },
        {
          name: 'reconcile.queuePage',
          meaning: `a page of 50 of a queue of ${ITEMS} items, 95 of 100`,
          measured: percentile(pages, 0.95) / 1000,
          unit: 'seconds',
          asked: { most: MOST_PAGE_SECONDS },
        },
        ...(store.taken === null ? [] : [upkeepOf(store.taken)]),
        {
          name: 'reconcile.export',
          meaning: `records of ${EXPORTED} given back reconciled as CSV, each page in the log of access`,
          measured: exported.records / exported.seconds,
          unit: 'per second',
          asked: { least: LEAST_EXPORTED },
        },
      ],
      tables: [
        {
          title: 'Reconciliation, milliseconds',
          columns: ['what', 'count', 'p50', 'p95', 'most'],
          rows: [describe('judgement', judged), describe('queue page', pages)],
        },
        ...(store.taken === null ? [] : [tableOfStages(store.taken)]),
        {
          title: 'Export',
          columns: ['dataset', 'records', 'seconds'],
          rows: [[EXPORTED, exported.records, exported.seconds]],
        },
      ],
    };
  } finally {
    await closeDecisionLog(graph);
    await graph.close();
    await store.close();
  }
}

function upkeepOf({ turn, stages }: TakenIn): Figure {
  const compared = (stages.discrepancies ?? 0) / 1000;
  return {
    name: 'reconcile.discrepancies',
    meaning: 'what keeping discrepancies up adds to the time of an intake without it',
    measured: compared / (turn.seconds - compared),
    unit: 'ratio',
    asked: { most: MOST_UPKEEP },
  };
}

function tableOfStages({ turn, stages }: TakenIn): BenchResult['tables'][number] {
  return {
    title: `Stages of an intake of ${turn.seconds.toFixed(1)} s, seconds`,
    columns: ['stage', 'seconds'],
    rows: Object.entries(stages).map(([stage, milliseconds]) => [stage, milliseconds / 1000]),
  };
}

async function listPersons(
  driver: ReturnType<typeof openBareDriver>,
  least: number,
  most: number,
  limit: number,
): Promise<readonly Person[]> {
  const text = readStatement('reconcile/list-large-persons');
  const { records } = await driver.executeQuery(text, { least, most, limit }, { database: 'neo4j' });
  const rows = z.array(z.object({ entity: z.string(), mention: z.string() }));
  return rows
    .parse(records.map((record) => record.toObject()))
    .map(({ entity, mention }) => ({ entity: entity as EntityId, mention: mention as MentionId }));
}

async function measureJudgements(
  graph: Graph,
  home: string,
  persons: readonly Person[],
): Promise<readonly number[]> {
  const settings = settingsOf(home);
  const context = {
    graph,
    settings,
    clock: Date.now,
    by: 'bench',
    matter: null,
    onIdentity: runIdentityStages,
  };
  const reader = createRequestContext({ graph, settings, clock: Date.now, caller: LOCAL_CALLER });
  await reader.enter(EXAMPLE_MATTER);
  const times: number[] = [];
  for (let at = 0; at + 1 < persons.length; at += 2) {
    const [one, other] = [persons[at], persons[at + 1]];
    if (one === undefined || other === undefined) break;
    const draft = draftPair({ a: one.mention, b: other.mention, verdict: 'SAME', reason: 'bench' });
    const started = performance.now();
    const { effect } = await decideOne(context, draft);
    await findEntities(reader, PRESENT, [one.entity, other.entity]);
    if (at >= 2 * WARM_UP.judgements) times.push(performance.now() - started);
    if (effect.merged !== 1) throw new Error('A judgement of the bench joined nothing');
  }
  if (times.length === 0) throw new Error('The city has no persons of about ten records');
  return times;
}

async function measureQueue(
  graph: Graph,
  home: string,
  persons: readonly Person[],
): Promise<readonly number[]> {
  const settings = settingsOf(home);
  for (let from = 0; from + 1 < persons.length; from += 1_000) {
    const some = persons.slice(from, from + 1_000);
    await graph.write((transaction) =>
      noteFindings(
        transaction,
        new Date().toISOString(),
        some.flatMap(({ mention }, at) => {
          const other = some[at + 1];
          return at % 2 === 1 || other === undefined
            ? []
            : [
                {
                  ...({ kind: 'PROPOSAL', reason: 'weak-bridge', judgement: null } as const),
                  ...{ left: [mention], right: [other.mention], bits: -4 + (at % 200) / 100 },
                },
              ];
        }),
      ),
    );
  }
  const times: number[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES + WARM_UP.pages; page++) {
    const reader = createRequestContext({ graph, settings, clock: Date.now, caller: LOCAL_CALLER });
    await reader.enter(EXAMPLE_MATTER);
    const started = performance.now();
    const list = await listReviewQueue(reader, { first: 50, after });
    const isFull = list.nodes.length === 50;
    if (page >= WARM_UP.pages && isFull) times.push(performance.now() - started);
    const { hasNextPage } = list.pageInfo;
    if (!isFull && hasNextPage) throw new Error('A page of the queue that is not its last is not full');
    after = hasNextPage ? list.pageInfo.endCursor() : null;
  }
  return times;
}

/** Gives a whole dataset back, as `jingwei export` does. */
async function measureExport(
  graph: Graph,
  home: string,
): Promise<{ readonly records: number; readonly seconds: number }> {
  const settings = settingsOf(home);
  const started = performance.now();
  const { records } = await exportDataset(
    { graph, settings, clock: Date.now },
    {
      ...{ dataset: EXPORTED, format: 'csv', file: join(home, 'residents.csv') },
      ...{ caller: LOCAL_CALLER, matter: EXAMPLE_MATTER, use: null },
    },
  );
  return { records, seconds: (performance.now() - started) / 1000 };
}

function describe(what: string, times: readonly number[]): readonly (string | number)[] {
  return [what, times.length, percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)];
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
