import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import neo4j, { type Driver } from 'neo4j-driver';
import { expect } from 'vitest';
import { JingweiError } from '../../src/errors.ts';
import type { Graph, Transaction } from '../../src/graph/graph.ts';
import type { GraphAddress } from '../../src/graph/open-graph.ts';
import type { EntityId, MentionId } from '../../src/ids.ts';
import { closeDecisionLog } from '../../src/reconcile/decision-log.ts';
import type { Judged } from '../../src/resolve/judgements/judged.ts';
import { isConsistent } from '../../src/resolve/judgements/judged-classes.ts';
import { RebuiltIdentity } from '../../src/resolve/rebuild/rebuilt-identity.ts';
import type { LogReplay } from '../../src/resolve/rebuild/replay-log.ts';
import { writeRows } from '../api/small-town-datasets.ts';
import type { Killer } from './decision-killer.ts';
import { type DecisionStep, takeStep } from './decision-step.ts';
import { type JudgedTown, type Register, toRows } from './judged-town.ts';

/** Residents of one sequence. */
const RESIDENTS = [0, 1, 2, 3, 4] as const;
const REFUSALS = ['NOT_FOUND', 'BAD_INPUT', 'JUDGEMENT_STATE', 'JUDGEMENT_BLOCKED'];

/** What a sequence knows of itself: which judgements it has made. */
interface Model {
  readonly judgements: string[];
}

/** What a sequence works on. `killer`: steps are broken off now and then, by an error or by the end of who takes them. */
interface Real {
  readonly town: JudgedTown;
  readonly driver: Driver;
  readonly sequence: string;
  readonly killer: Killer | null;
}

/** How a step is broken off: behind so many statements, or by a SIGKILL so many milliseconds after it was begun. */
interface Crash {
  readonly by: 'error' | 'kill';
  readonly after: number;
}

type Step = fc.AsyncCommand<Model, Real>;

/** Random deliveries, judgements, merges, splits and undoings of five residents, checked after every step. */
export function decisionSteps(maxCommands: number): fc.Arbitrary<Iterable<Step>> {
  const resident = fc.constantFrom(...RESIDENTS);
  const crash = fc.oneof(
    { weight: 6, arbitrary: fc.constant(null) },
    {
      weight: 4,
      arbitrary: fc.record({ by: fc.constant('error' as const), after: fc.integer({ min: 1, max: 25 }) }),
    },
    { weight: 4, arbitrary: fc.record({ by: fc.constant('kill' as const), after: fc.nat({ max: 120 }) }) },
  );
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
      fc.record({ rows: statement, crash }).map((input) => new Deliver(input)),
      fc
        .record({
          one: resident,
          other: resident,
          verdict: fc.constantFrom('SAME' as const, 'DIFFERENT' as const),
          crash,
        })
        .map((input) => new Judge(input)),
      fc.record({ one: resident, other: resident, crash }).map((input) => new Merge(input)),
      fc.record({ one: resident, take: fc.nat({ max: 3 }), crash }).map((input) => new Split(input)),
      fc.record({ place: fc.nat(), crash }).map((input) => new Revoke(input)),
    ],
    { maxCommands },
  );
}

export interface Beginning {
  readonly town: JudgedTown;
  /** Where the town is. */
  readonly address: GraphAddress;
  readonly sequence: string;
  readonly killer: Killer | null;
}

/** Begins a sequence with residents of its own. */
export async function beginSequence({ address, ...beginning }: Beginning) {
  const { uri, user, password } = address;
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
  const real: Real = { ...beginning, driver };
  const rows = RESIDENTS.map((resident) => ({ resident, rid: resident < 2 ? 'A' : '', name: 'Ann' }));
  await new Deliver({ rows, crash: null }).run({ judgements: [] }, real);
  return { model: { judgements: [] }, real };
}

interface Broken {
  readonly crash: Crash | null;
}

class Deliver implements Step {
  readonly input: Broken & {
    readonly rows: readonly { readonly resident: number; readonly rid: string; readonly name: string }[];
  };

  constructor(input: Deliver['input']) {
    this.input = input;
  }

  check(): boolean {
    return true;
  }

  async run(_: Model, real: Real): Promise<void> {
    const { town, sequence, killer } = real;
    const { rows, crash } = this.input;
    const register: Register = Object.fromEntries(
      rows.map(({ resident, rid, name }) => [
        `${sequence}${resident}`,
        [name, rid === '' ? '' : `${sequence}${rid}`] as const,
      ]),
    );
    if (killer !== null && crash?.by === 'kill') {
      const file = join(mkdtempSync(join(tmpdir(), 'jingwei-killed-')), 'residents.csv');
      writeRows(file, town.residents, toRows(town.tag, register));
      await killer.kill({ kind: 'deliver', tag: town.tag, file }, crash.after);
      await checkEverything(real);
    }
    await town.register(register);
    await checkEverything(real);
  }

  toString(): string {
    return `deliver(${JSON.stringify(this.input)})`;
  }
}

/** A decision; refused clearly or carried out, whole or not at all, also where it is broken off and taken again. */
abstract class Decision<Input extends Broken> implements Step {
  readonly input: Input;

  constructor(input: Input) {
    this.input = input;
  }

  check(): boolean {
    return true;
  }

  /** Null where it says nothing in the present state. */
  abstract plan(model: Model, real: Real): Promise<DecisionStep | null>;

  async run(model: Model, real: Real): Promise<void> {
    const step = await this.plan(model, real);
    if (step === null) return;
    const { crash } = this.input;
    const { killer, town } = real;
    if (killer !== null && crash?.by === 'error') {
      const before = await describeStore(real);
      const broken = breakingOff(town.graph, crash.after);
      await expect(takeStep({ ...town.context, graph: broken }, step)).rejects.toThrow();
      await closeDecisionLog(broken);
      expect(await describeStore(real)).toEqual(before);
    }
    if (killer !== null && crash?.by === 'kill') {
      await killer.kill(step, crash.after);
      await checkEverything(real);
    }
    try {
      const id = await takeStep(town.context, step);
      if (!model.judgements.includes(id)) model.judgements.push(id);
    } catch (error) {
      if (!(error instanceof JingweiError && REFUSALS.includes(error.code))) throw error;
    }
    await checkEverything(real);
  }

  toString(): string {
    return `${this.constructor.name.toLowerCase()}(${JSON.stringify(this.input)})`;
  }
}

class Judge extends Decision<
  Broken & { readonly one: number; readonly other: number; readonly verdict: 'SAME' | 'DIFFERENT' }
> {
  async plan(_: Model, real: Real): Promise<DecisionStep | null> {
    const { one, other, verdict } = this.input;
    if (one === other) return null;
    const [left, right] = [[mentionOf(real, one)], [mentionOf(real, other)]];
    return { kind: 'decide', draft: { act: 'JUDGE', verdict, left, right, reason: 'r' } };
  }
}

class Merge extends Decision<Broken & { readonly one: number; readonly other: number }> {
  async plan(_: Model, real: Real): Promise<DecisionStep | null> {
    const [left, right] = await Promise.all([
      membersOf(real, this.input.one),
      membersOf(real, this.input.other),
    ]);
    if (left.length === 0 || right.length === 0 || left[0] === right[0]) return null;
    return { kind: 'decide', draft: { act: 'MERGE', verdict: 'SAME', left, right, reason: 'r' } };
  }
}

class Split extends Decision<Broken & { readonly one: number; readonly take: number }> {
  async plan(_: Model, real: Real): Promise<DecisionStep | null> {
    const members = await membersOf(real, this.input.one);
    const cut = 1 + this.input.take;
    if (members.length <= cut) return null;
    const [left, right] = [members.slice(0, cut), members.slice(cut)];
    return { kind: 'decide', draft: { act: 'SPLIT', verdict: 'DIFFERENT', left, right, reason: 'r' } };
  }
}

class Revoke extends Decision<Broken & { readonly place: number }> {
  async plan({ judgements }: Model): Promise<DecisionStep | null> {
    const id = judgements[this.input.place % Math.max(1, judgements.length)];
    return id === undefined ? null : { kind: 'revoke', id };
  }
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
        const count = (): void => {
          if (left === 0) throw new Error('Broken off');
          left -= 1;
        };
        const cut: Transaction = {
          run: async (...args) => {
            count();
            return transaction.run(...args);
          },
          send: (...args) => {
            count();
            transaction.send(...args);
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
