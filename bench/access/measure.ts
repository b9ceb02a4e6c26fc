/** A measured process: the same profiles with and without what access adds, and the log by itself. */
import { resourceUsage } from 'node:process';
import type { Caller } from '../../src/access/caller.ts';
import { EXAMPLE_MATTER, openExampleMatters } from '../../src/access/example-matters.ts';
import { createRequestContext, type RequestContext } from '../../src/api/context.ts';
import { type AccessLog, openAccessLog } from '../../src/api/server/access-log.ts';
import { PRESENT } from '../../src/as-of.ts';
import { buildEntry, type LoggedRequest } from '../../src/audit/access-entry.ts';
import { appendBehind, loadHead } from '../../src/chain/append-entries.ts';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import type { EntityId, MentionId, RecordId } from '../../src/ids.ts';
import { findProfiles } from '../../src/resolve/find-profiles.ts';
import { setRuntimeFlags } from '../../src/runtime-flags.ts';
import type { Settings } from '../../src/settings.ts';
import { openBareDriver } from '../bench-store.ts';
import { answerOrders } from '../measured-process.ts';
import { settingsOf } from '../settings-of.ts';
import { readStatement } from '../statement-file.ts';
import { AccessOrder, type MeasureAnswer, type VerifyAnswer } from './messages.ts';

setRuntimeFlags();

const SUBJECTS = 1_000;
const WARM_UP = 100;
const MEASURED = 300;
const TURN_MILLISECONDS = 4_000;
const BATCH = 2_000;
const VERIFIED = 'bench';
const CALLER: Caller = { user: null, role: 'bureau', department: null };
const REQUEST: LoggedRequest = {
  ...{ id: 'bench', kind: 'query', operation: 'Profile', fields: ['entity'], outcome: 'OK' },
  question: 'query Profile($id: ID!) { entity(id: $id) { id kind name claims { attribute value } } }',
};

answerOrders(async (given) => {
  const order = AccessOrder.parse(given);
  const graph = await openGraph(order.store);
  const settings = settingsOf(order.store.home);
  try {
    return order.do === 'measure'
      ? await measure(graph, settings, await samplePersons(order.store), order.callers)
      : await verify(graph, settings, order.entries);
  } finally {
    await graph.close();
  }
});

type Store = (typeof AccessOrder)['_output']['store'];

async function samplePersons(store: Store): Promise<readonly string[]> {
  const driver = openBareDriver(store);
  try {
    const text = readStatement('reads/sample-persons');
    const { records } = await driver.executeQuery(text, { count: SUBJECTS }, { database: 'neo4j' });
    return records.map((record) => String(record.get('id')));
  } finally {
    await driver.close();
  }
}

type Read = (id: string) => Promise<void>;

async function measure(
  graph: Graph,
  settings: Settings,
  persons: readonly string[],
  callers: number,
): Promise<MeasureAnswer> {
  const context = { graph, settings, clock: Date.now };
  const log = await openAccessLog(context, settings.audit);
  await openExampleMatters(context);
  const ungatedContext = await enterMatter(graph, settings);
  let turn = 0;
  const next = (): string => persons[turn++ % persons.length] ?? '';
  const ungated: Read = async (id) => {
    await findProfiles(ungatedContext, PRESENT, [id]);
  };
  const gated: Read = (id) => readGated(graph, settings, log, id);
  const append: Read = (id) => appendAlone(graph, settings, log, id);
  await takeTurns([ungated, append, gated], next, WARM_UP);
  const [alone, appended, accounted] = await takeTurns([ungated, append, gated], next, MEASURED);
  const rates = { ungated: 0, gated: 0 };
  let commits = 0;
  let answers = 0;
  for (const side of ['ungated', 'gated', 'gated', 'ungated'] as const) {
    const stop = graph.observe((name) => {
      if (name === 'chain/append-entries') commits += 1;
    });
    const counted = await countReads(side === 'gated' ? gated : ungated, next, callers);
    stop();
    if (side === 'gated') answers += counted.reads;
    rates[side] += counted.perSecond / 2;
  }
  await log.close();
  return {
    ungated: describeTimes(alone),
    append: describeTimes(appended),
    gated: describeTimes(accounted),
    rates,
    perCommit: answers / commits,
  };
}

/** A request under the matter of the examples, decided. */
async function enterMatter(graph: Graph, settings: Settings): Promise<RequestContext> {
  const context = createRequestContext({
    graph,
    settings,
    clock: Date.now,
    caller: CALLER,
    matter: EXAMPLE_MATTER,
  });
  await context.enter(null);
  return context;
}

/** What a request does: decide, read, note what is handed out, and wait until it is written down. */
async function readGated(graph: Graph, settings: Settings, log: AccessLog, id: string): Promise<void> {
  const context = await enterMatter(graph, settings);
  const loaders = context.loaders(PRESENT);
  const entity = await loaders.profile(id);
  if (entity === null) throw new Error('There is no such entity');
  await loaders.claims.load(entity.id);
  await context.confirm();
  await log.write(context, REQUEST);
}

/** The durable append by itself, of an entry as large as a profile's. */
async function appendAlone(graph: Graph, settings: Settings, log: AccessLog, id: string): Promise<void> {
  const context = createRequestContext({ graph, settings, clock: Date.now, caller: CALLER });
  context.use.entity(id as EntityId);
  for (let index = 0; index < 8; index++)
    context.use.mention(`m_${index}${id.slice(3)}` as MentionId, `r_${index}${id.slice(3)}` as RecordId, 'd');
  await log.write(context, REQUEST);
}

/** One caller does one thing after the other, each first every third time. */
async function takeTurns(
  things: readonly Read[],
  next: () => string,
  times: number,
): Promise<readonly (readonly number[])[]> {
  const spent: number[][] = things.map(() => []);
  for (let index = 0; index < times; index++) {
    const id = next();
    for (let place = 0; place < things.length; place++) {
      const which = (index + place) % things.length;
      const started = performance.now();
      await things[which]?.(id);
      spent[which]?.push(performance.now() - started);
    }
  }
  return spent;
}

async function countReads(read: Read, next: () => string, callers: number) {
  const started = performance.now();
  let reads = 0;
  const call = async (): Promise<void> => {
    while (performance.now() - started < TURN_MILLISECONDS) {
      await read(next());
      reads += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
  return { reads, perSecond: reads / ((performance.now() - started) / 1000) };
}

function describeTimes(times: readonly number[] = []): { readonly p50: number; readonly p95: number } {
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

async function verify(graph: Graph, settings: Settings, entries: number): Promise<VerifyAnswer> {
  const filling = performance.now();
  let head = await loadHead(graph, VERIFIED);
  const summary = {
    ...{ caller: CALLER, matter: 'mt_bench', decision: 'd', policyVersion: 'p', about: [] },
    ...{ entities: [], records: [], mentions: [], datasets: ['population/residents'] },
    ...{ classes: ['personal'] as const, size: 9 },
  };
  while (head.sequence < entries) {
    const count = Math.min(BATCH, entries - head.sequence);
    const drafts = Array.from({ length: count }, (_, index) => ({
      ...buildEntry(summary, REQUEST),
      subjects: Array.from({ length: 9 }, (_, of) => `m_${head.sequence + index}_${of}abcdefghijklm`),
    }));
    const appended = await appendBehind(graph, head, drafts, Date.now());
    if (appended === undefined) throw new Error('Somebody else wrote to the chain of the bench');
    head = appended;
  }
  const verifying = performance.now();
  const signed = await loadSignedHeads(settings.audit, (await readSigningKey(settings.audit.keyFile))?.id);
  const verdict = await verifyChains(graph, signed, { chain: VERIFIED, onProgress: () => undefined });
  if (verdict.found > 0) throw new Error(`It does not verify: ${verdict.findings[0]?.message}`);
  return {
    entries: verdict.entries,
    fillSeconds: (verifying - filling) / 1000,
    verifySeconds: (performance.now() - verifying) / 1000,
    megabytes: resourceUsage().maxRSS / 1024,
  };
}
