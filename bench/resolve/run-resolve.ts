import { join } from 'node:path';
import { LOCAL_CALLER } from '../../src/access/build-authenticator.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { PRESENT } from '../../src/as-of.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { type DatasetDefinition, loadDefinition } from '../../src/intake/definition.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import type { SourceRow } from '../../src/intake/mapped.ts';
import { pushRows } from '../../src/intake/push-rows.ts';
import { DEFAULT_READ_LIMITS } from '../../src/intake/readers/limits.ts';
import { readRows } from '../../src/intake/readers/read-rows.ts';
import { finishStages, runIdentityStages, runStages } from '../../src/pipeline.ts';
import { findEntityEvents } from '../../src/resolve/entity-events.ts';
import { findEntities } from '../../src/resolve/find-entities.ts';
import { type RunReport, runResolution } from '../../src/resolve/matching/run-resolution.ts';
import { trainModels } from '../../src/resolve/matching/train-models.ts';
import { openBenchStore } from '../bench-store.ts';
import type { BenchResult, Table } from '../figure.ts';
import { prepareCity } from '../intake/prepare-city.ts';
import { StatementClock } from '../intake/statement-clock.ts';
import { takeIn } from '../intake/take-in-city.ts';
import type { BenchOptions } from '../options.ts';
import { settingsOf } from '../settings-of.ts';

const DATASET = 'population/residents';
const NEWCOMERS_SEED = 777_777;
const SINGLES = 150;
const WARM_UP = 20;
const AT_ONCE = 50;
const DELIVERIES = 12;
const LEAST_WRITE_BACK = 0.6;
const MOST_SECONDS = 0.05;
const LEAST_RECORDS = 400;
/** The phases of a run that write, by the progress that it tells. */
const WRITING = new Set(['keys', 'matches', 'identity']);

interface Run {
  readonly report: RunReport;
  /** Seconds of the phases that write, and of the statements within them. */
  readonly writing: number;
  readonly statements: number;
  readonly clock: StatementClock;
}

/** Trains and runs on a city, then has newcomers arrive, one by one and fifty at a time. */
export async function runResolve(options: BenchOptions): Promise<BenchResult> {
  const store = await openBenchStore();
  const city = await prepareCity(options.rows, options.seed);
  const newcomers = await prepareCity((SINGLES + WARM_UP + AT_ONCE * DELIVERIES) * 10, NEWCOMERS_SEED);
  const graph = await openGraph(store.address);
  try {
    await takeIn(store, city);
    const context = contextOf(graph, store.home);
    const models = await trainModels(context, { onProgress: () => undefined });
    console.log(
      `trained: ${models.map(({ kind, seconds }) => `${kind} ${seconds.toFixed(1)} s`).join(', ')}`,
    );
    const run = await measureRun(context);
    const definition = await loadDefinition(`examples/city/${DATASET}.odcs.yaml`);
    const rows = await readNewcomers(definition, join(newcomers.summary.directory, `${DATASET}.csv`));
    const singles = await measureSingles(context, definition, rows.slice(0, WARM_UP + SINGLES));
    const rate = await measureDeliveries(context, definition, rows.slice(WARM_UP + SINGLES));
    return {
      bench: 'resolve',
      figures: [
        {
          name: 'resolve.writeBack',
          meaning: 'of the time in which a run writes, the share that the bare statements take',
          measured: run.statements / run.writing,
          unit: 'ratio',
          asked: { least: LEAST_WRITE_BACK },
        },
        {
          name: 'resolve.newRecord',
          meaning: 'one new record, from submit to readable entity, 95 of 100',
          measured: percentile(singles, 0.95) / 1000,
          unit: 'seconds',
          asked: { most: MOST_SECONDS },
        },
        {
          name: 'resolve.deliveries',
          meaning: `records of deliveries of ${AT_ONCE}`,
          measured: rate,
          unit: 'per second',
          asked: { least: LEAST_RECORDS },
        },
      ],
      tables: [tableOfRun(run), tableOfStatements(run.clock), tableOfSingles(singles)],
    };
  } finally {
    await graph.close();
    await city.remove();
    await newcomers.remove();
    await store.close();
  }
}

function contextOf(graph: Graph, home: string): IntakeContext {
  const settings = settingsOf(home);
  return {
    graph,
    settings,
    clock: Date.now,
    listener: runStages,
    onApplied: finishStages,
    onProgress: () => undefined,
  };
}

async function measureRun(context: IntakeContext): Promise<Run> {
  const clock = new StatementClock();
  let [phase, began, writing, statements] = ['', performance.now(), 0, 0];
  const enter = (next: string): void => {
    if (WRITING.has(phase)) writing += (performance.now() - began) / 1000;
    [phase, began] = [next, performance.now()];
  };
  const stop = context.graph.observe((name, milliseconds) => {
    if (!WRITING.has(phase)) return;
    statements += milliseconds / 1000;
    clock.add(name, milliseconds);
  });
  const report = await runResolution(context, {
    listener: runIdentityStages,
    onProgress: (progress) => enter(progress.phase),
  });
  enter('');
  stop();
  return { report, writing, statements, clock };
}

async function readNewcomers(definition: DatasetDefinition, path: string): Promise<readonly SourceRow[]> {
  const { format, encoding } = definition.contract;
  const rows: SourceRow[] = [];
  for await (const some of readRows(path, { format, encoding }, DEFAULT_READ_LIMITS)) rows.push(...some);
  return rows;
}

/** Milliseconds from submit to readable entity, record by record. */
async function measureSingles(
  context: IntakeContext,
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
): Promise<readonly number[]> {
  const times: number[] = [];
  const reader = createRequestContext({ ...context, caller: LOCAL_CALLER });
  await reader.enter(null);
  for (const [at, row] of rows.entries()) {
    const started = performance.now();
    const { delivery } = await pushRows(context, definition, [row]);
    const events = await findEntityEvents(context, delivery);
    await findEntities(
      reader,
      PRESENT,
      events.map(({ entity }) => entity),
    );
    if (at >= WARM_UP) times.push(performance.now() - started);
  }
  return times;
}

/** Records per second. */
async function measureDeliveries(
  context: IntakeContext,
  definition: DatasetDefinition,
  rows: readonly SourceRow[],
): Promise<number> {
  const started = performance.now();
  let taken = 0;
  for (let from = 0; from + AT_ONCE <= rows.length && from < AT_ONCE * DELIVERIES; from += AT_ONCE) {
    await pushRows(context, definition, rows.slice(from, from + AT_ONCE));
    taken += AT_ONCE;
  }
  return taken / ((performance.now() - started) / 1000);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function tableOfRun({ report }: Run): Table {
  return {
    title: 'A run',
    columns: ['kind', 'mentions', 'candidates', 'matches', 'merged', 'split', 'seconds'],
    rows: report.kinds.map((one) => [
      one.kind,
      one.mentions,
      one.candidates,
      one.matches,
      one.merged,
      one.split,
      one.seconds,
    ]),
  };
}

function tableOfStatements(clock: StatementClock): Table {
  return {
    title: 'Where the time of writing goes',
    columns: ['statement', 'calls', 'seconds'],
    rows: clock.list().map(({ name, calls, milliseconds }) => [name, calls, milliseconds / 1000]),
  };
}

function tableOfSingles(times: readonly number[]): Table {
  return {
    title: 'One new record, milliseconds',
    columns: ['records', 'p50', 'p95', 'most'],
    rows: [[times.length, percentile(times, 0.5), percentile(times, 0.95), percentile(times, 1)]],
  };
}
