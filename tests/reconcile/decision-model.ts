import fc from 'fast-check';
import neo4j, { type Driver } from 'neo4j-driver';
import { expect, inject } from 'vitest';
import { JingweiError } from '../../src/errors.ts';
import type { Graph, Transaction } from '../../src/graph/graph.ts';
import type { EntityId, MentionId } from '../../src/ids.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { decide } from '../../src/reconcile/decide.ts';
import { closeDecisionLog, withDecisionLog } from '../../src/reconcile/decision-log.ts';
import type { JudgementDraft } from '../../src/reconcile/judgement.ts';
import { revoke } from '../../src/reconcile/revoke.ts';
import type { Judged } from '../../src/resolve/judgements/judged.ts';
import { isConsistent } from '../../src/resolve/judgements/judged-classes.ts';
import { RebuiltIdentity } from '../../src/resolve/rebuild/rebuilt-identity.ts';
import type { LogReplay } from '../../src/resolve/rebuild/replay-log.ts';
import type { JudgedTown } from './judged-town.ts';

/** Residents of one sequence. */
const RESIDENTS = [0, 1, 2, 3, 4] as const;
const REFUSALS = ['NOT_FOUND', 'BAD_INPUT', 'JUDGEMENT_STATE', 'JUDGEMENT_BLOCKED'];

/** What a sequence knows of itself: which judgements it has made. */
interface Model {
  readonly judgements: string[];
}

/** What a sequence works on. `cut`: a decision is broken off now and then, behind any of its statements. */
interface Real {
  readonly town: JudgedTown;
  readonly driver: Driver;
  readonly sequence: string;
  readonly cut: boolean;
}

type Step = fc.AsyncCommand<Model, Real>;

/** Random deliveries, judgements, merges, splits and undoings of five residents, checked after every step. */
export function decisionSteps(maxCommands: number): fc.Arbitrary<Iterable<Step>> {
  const resident = fc.constantFrom(...RESIDENTS);
  const breakOff = fc.option(fc.integer({ min: 1, max: 25 }), { nil: null });
  const statement = fc.array(
    fc.record({
      resident,
      rid: fc.constantFrom('', 'A', 'B', 'C'),
      name: fc.constantFrom('Ann', 'Bo', 'Cy'),
    }),
    { minLength: 2, maxLength: 8 },
  );
  return fc.commands(
    [
      statement.map((rows) => new Deliver(rows)),
      fc
        .record({
          one: resident,
          other: resident,
          verdict: fc.constantFrom('SAME' as const, 'DIFFERENT' as const),
          breakOff,
        })
        .map((input) => new Judge(input)),
      fc.record({ one: resident, other: resident, breakOff }).map((input) => new Merge(input)),
      fc.record({ one: resident, take: fc.nat({ max: 3 }), breakOff }).map((input) => new Split(input)),
      fc.record({ place: fc.nat(), breakOff }).map((input) => new Revoke(input)),
    ],
    { maxCommands },
  );
}

/** Begins a sequence with residents of its own. */
export async function beginSequence(town: JudgedTown, sequence: string, cut: boolean) {
  const { uri, user, password } = inject('neo4j');
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const real: Real = { town, driver, sequence, cut };
  await new Deliver(
    RESIDENTS.map((resident) => ({ resident, rid: resident < 2 ? 'A' : '', name: 'Ann' })),
  ).run({ judgements: [] }, real);
  return { model: { judgements: [] }, real };
}

class Deliver implements Step {
  readonly rows: readonly { readonly resident: number; readonly rid: string; readonly name: string }[];

  constructor(rows: Deliver['rows']) {
    this.rows = rows;
  }

  check(): boolean {
    return true;
  }

  async run(_: Model, real: Real): Promise<void> {
    const { town, sequence } = real;
    await town.register(
      Object.fromEntries(
        this.rows.map(({ resident, rid, name }) => [
          `${sequence}${resident}`,
          [name, rid === '' ? '' : `${sequence}${rid}`] as const,
        ]),
      ),
    );
    await checkEverything(real);
  }

  toString(): string {
    return `deliver(${this.rows.map(({ resident, rid }) => `${resident}${rid}`).join(' ')})`;
  }
}

interface Broken {
  readonly breakOff: number | null;
}

/** A decision; refused clearly or carried out, whole or not at all. */
abstract class Decision<Input extends Broken> implements Step {
  readonly input: Input;

  constructor(input: Input) {
    this.input = input;
  }

  check(): boolean {
    return true;
  }

  abstract work(model: Model, real: Real): Promise<((graph: Graph) => Promise<void>) | null>;

  async run(model: Model, real: Real): Promise<void> {
    const work = await this.work(model, real);
    if (work === null) return;
    if (real.cut && this.input.breakOff !== null) {
      const before = await describeStore(real);
      const broken = breakingOff(real.town.graph, this.input.breakOff);
      await expect(work(broken)).rejects.toThrow();
      await closeDecisionLog(broken);
      expect(await describeStore(real)).toEqual(before);
    }
    try {
      await work(real.town.graph);
    } catch (error) {
      if (!(error instanceof JingweiError && REFUSALS.includes(error.code))) throw error;
    }
    await checkEverything(real);
  }

  toString(): string {
    return `${this.constructor.name.toLowerCase()}(${JSON.stringify(this.input)})`;
  }

  protected take(model: Model, real: Real, draft: JudgementDraft) {
    return async (graph: Graph) => {
      const context = contextOf(real, graph);
      const { id } = await withDecisionLog(context, (transaction, log) =>
        decide(context, transaction, log, draft),
      );
      if (!model.judgements.includes(id)) model.judgements.push(id);
    };
  }
}

class Judge extends Decision<
  Broken & { readonly one: number; readonly other: number; readonly verdict: 'SAME' | 'DIFFERENT' }
> {
  async work(model: Model, real: Real) {
    const { one, other, verdict } = this.input;
    if (one === other) return null;
    const [left, right] = [[mentionOf(real, one)], [mentionOf(real, other)]];
    return this.take(model, real, { act: 'JUDGE', verdict, left, right, reason: 'r' });
  }
}

class Merge extends Decision<Broken & { readonly one: number; readonly other: number }> {
  async work(model: Model, real: Real) {
    const [left, right] = await Promise.all([
      membersOf(real, this.input.one),
      membersOf(real, this.input.other),
    ]);
    if (left.length === 0 || right.length === 0 || left[0] === right[0]) return null;
    return this.take(model, real, { act: 'MERGE', verdict: 'SAME', left, right, reason: 'r' });
  }
}

class Split extends Decision<Broken & { readonly one: number; readonly take: number }> {
  async work(model: Model, real: Real) {
    const members = await membersOf(real, this.input.one);
    const cut = 1 + this.input.take;
    if (members.length <= cut) return null;
    return this.take(model, real, {
      ...{ act: 'SPLIT', verdict: 'DIFFERENT', reason: 'r' },
      ...{ left: members.slice(0, cut), right: members.slice(cut) },
    });
  }
}

class Revoke extends Decision<Broken & { readonly place: number }> {
  async work({ judgements }: Model, real: Real) {
    const id = judgements[this.input.place % Math.max(1, judgements.length)];
    if (id === undefined) return null;
    return async (graph: Graph) => {
      const context = contextOf(real, graph);
      await withDecisionLog(context, (transaction, log) =>
        revoke(context, transaction, log, { id, reason: 'r' }),
      );
    };
  }
}

function contextOf({ town }: Real, graph: Graph) {
  return { ...town.context, graph, by: 'b', matter: null, onIdentity: runIdentityStages };
}

function mentionOf({ town, sequence }: Real, resident: number): MentionId {
  return town.mentionOf(`${sequence}${resident}`) as MentionId;
}

async function membersOf(real: Real, resident: number): Promise<readonly MentionId[]> {
  const rows = await query(
    real,
    `MATCH (:Mention {id: $id})-[x:REFERS_TO]->(e:Entity)<-[y:REFERS_TO]-(m:Mention)
     WHERE x.endedBy IS NULL AND y.endedBy IS NULL RETURN m.id AS id ORDER BY id`,
    { id: mentionOf(real, resident) },
  );
  const alone = await query(
    real,
    'MATCH (m:Mention {id: $id})-[x:REFERS_TO]->(:Entity) WHERE x.endedBy IS NULL RETURN m.id AS id',
    { id: mentionOf(real, resident) },
  );
  return [...rows, ...alone].map(({ id }) => String(id) as MentionId).sort();
}

/** A graph whose next transaction breaks off behind so many statements, as if the process had been killed there. */
function breakingOff(graph: Graph, after: number): Graph {
  return {
    ...graph,
    write: (work) =>
      graph.write(async (transaction) => {
        let left = after;
        const cut: Transaction = {
          run: async (...args) => {
            if (left === 0) throw new Error('Broken off');
            left -= 1;
            return transaction.run(...args);
          },
        };
        const result = await work(cut);
        throw Object.assign(new Error('Broken off before the commit'), { result });
      }),
  };
}

/** No judgement in force is disobeyed, no id dangles, counts are right, and the log gives the same identity. */
async function checkEverything(real: Real): Promise<void> {
  const references = await readReferences(real);
  const judged = await readJudged(real);
  const live = judged.filter(({ state }) => state === 'LIVE');
  expect(isConsistent(live)).toBe(true);
  for (const { verdict, left, right } of live) {
    const [ours, theirs] = [left, right].map(
      (side) => new Set(side.flatMap((id) => references.get(id) ?? [])),
    );
    if (ours === undefined || theirs === undefined) throw new Error('A judgement has two sides');
    if (verdict === 'SAME') expect(new Set([...ours, ...theirs]).size).toBeLessThanOrEqual(1);
    else expect([...ours].filter((entity) => theirs.has(entity))).toEqual([]);
  }
  expect(await findDangling(real)).toEqual([]);
  await checkRebuilt(real, references);
}

async function describeStore(real: Real): Promise<unknown> {
  return { references: [...(await readReferences(real))], judged: await readJudged(real) };
}

async function readReferences(real: Real): Promise<ReadonlyMap<string, string>> {
  const rows = await query(
    real,
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention {role: 'resident'})-[x:REFERS_TO]->(e:Entity)
     WHERE r.dataset = $dataset AND r.key STARTS WITH $sequence AND x.endedBy IS NULL RETURN m.id AS id, e.id AS entity ORDER BY id`,
  );
  return new Map(rows.map(({ id, entity }) => [String(id), String(entity)]));
}

async function readJudged(real: Real): Promise<readonly (Judged & { readonly state: string })[]> {
  const rows = await query(
    real,
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention)<-[:ABOUT]-(j:Judgement)
     WHERE r.dataset = $dataset AND r.key STARTS WITH $sequence
     WITH DISTINCT j
     RETURN j.id AS id, j.verdict AS verdict, j.state AS state,
            COLLECT { MATCH (j)-[:ABOUT {isRight: false}]->(m) RETURN m.id } AS left,
            COLLECT { MATCH (j)-[:ABOUT {isRight: true}]->(m) RETURN m.id } AS right ORDER BY id`,
  );
  return rows.map(({ id, verdict, state, left, right }) => ({
    ...{ id: String(id), state: String(state), verdict: verdict === 'SAME' ? 'SAME' : 'DIFFERENT' },
    ...{ left: [left].flat().map((one) => String(one) as MentionId) },
    ...{ right: [right].flat().map((one) => String(one) as MentionId) },
  }));
}

/** Mentions without one living entity, entities whose evidence is wrong, and redirects that lead nowhere or on and on. */
async function findDangling(real: Real): Promise<readonly unknown[]> {
  return query(
    real,
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention {role: 'resident'})
     WHERE r.dataset = $dataset AND r.key STARTS WITH $sequence
     OPTIONAL MATCH (m)-[x:REFERS_TO]->(e:Entity)
     WITH m, count(CASE WHEN x.endedBy IS NULL THEN e END) AS current, collect(DISTINCT e) AS ever
     UNWIND CASE WHEN ever = [] THEN [null] ELSE ever END AS e
     WITH m, current, e, COUNT { (e)<-[y:REFERS_TO]-(:Mention) WHERE y.endedBy IS NULL } AS evidence,
          head(COLLECT { MATCH (s:Entity {id: e.redirectTo}) RETURN s.redirectTo IS NULL }) AS leadsOn
     WHERE (m.endedBy IS NULL AND current <> 1) OR (m.endedBy IS NOT NULL AND current <> 0)
        OR (e.endedAt IS NULL AND (e.evidence <> evidence OR evidence = 0)) OR (e.endedAt IS NOT NULL AND evidence <> 0)
        OR (e.redirectTo IS NOT NULL AND (e.endedAt IS NULL OR NOT coalesce(leadsOn, false)))
     RETURN m.id AS mention, current, e.id AS entity, e.evidence AS told, evidence, e.redirectTo AS redirectTo`,
  );
}

/** Identity as the log makes it, of each store that is tested; each step reads on what was logged since. */
const rebuilt = new WeakMap<Graph, RebuiltIdentity>();

async function rebuild({ graph }: JudgedTown): Promise<LogReplay> {
  const known = rebuilt.get(graph) ?? new RebuiltIdentity(graph);
  rebuilt.set(graph, known);
  await known.readOn();
  return known.replay;
}

/** Rebuilding from the log gives the same entities of the same mentions, and the same redirects. */
async function checkRebuilt(real: Real, references: ReadonlyMap<string, string>): Promise<void> {
  const { refers, redirects, evidence } = await rebuild(real.town);
  const mentions = RESIDENTS.map((resident) => mentionOf(real, resident));
  const rebuiltReferences = mentions.flatMap((id) => (refers.has(id) ? [[id, refers.get(id)]] : []));
  expect(rebuiltReferences.sort()).toEqual([...references].sort());
  for (const { id, redirectTo, told } of await readEntities(real)) {
    const entity = String(id) as EntityId;
    expect([id, redirects.get(entity) ?? null]).toEqual([id, redirectTo]);
    expect([id, evidence.get(entity) ?? 0]).toEqual([id, told]);
  }
}

/** Every entity that a mention of the sequence ever referred to. */
async function readEntities(real: Real): Promise<readonly Record<string, unknown>[]> {
  return query(
    real,
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention {role: 'resident'})-[:REFERS_TO]->(e:Entity)
     WHERE r.dataset = $dataset AND r.key STARTS WITH $sequence
     RETURN DISTINCT e.id AS id, e.redirectTo AS redirectTo, CASE WHEN e.endedAt IS NULL THEN e.evidence ELSE 0 END AS told`,
  );
}

async function query(
  { driver, town, sequence }: Real,
  text: string,
  more: Record<string, unknown> = {},
): Promise<readonly Record<string, unknown>[]> {
  const parameters = { dataset: town.residents.id, sequence, ...more };
  const { records } = await driver.executeQuery(text, parameters, { database: 'neo4j' });
  return records.map((record) => record.toObject());
}
