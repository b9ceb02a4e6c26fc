import { graphql } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import { pageChain } from '../../src/generated/statements.ts';
import { addWorkingDays, dayOf, endOfDay } from '../../src/reconcile/corrections/working-days.ts';
import { type Answer, BUREAU, buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { walkPages } from '../setup/walk-pages.ts';

let town: SmallTown;
let registry: Caller;
let traffic: Caller;
const residents = new Map<string, string>();
const owners = new Map<string, string>();

/** People whom both registers know, by other names. */
const PEOPLE: readonly (readonly [no: string, resident: string, owner: string])[] = [
  ['a1', '唐玉琴', '唐玉勤'],
  ['b1', '赵一', '钱二'],
  ['c1', '孙三', '李四'],
  ['d1', '周六', '吴七'],
  ['e1', '郑一', '郑十'],
  ['f1', '王一', '王十'],
  ['f2', '冯一', '冯十'],
  ['g1', '蒋一', '蒋十'],
  ['h1', '沈一', '韩十'],
  ['i1', '杨一', '朱十'],
  ['j1', '秦一', '尤十'],
  ['k1', '何一', '何十'],
  ['k2', '许一', '许十'],
];

beforeAll(async () => {
  town = await buildSmallTown();
  registry = { user: 'r', role: 'department', department: town.residents.department.id };
  traffic = { user: 't', role: 'department', department: town.vehicles.department.id };
  for (const [no, resident, owner] of PEOPLE) {
    residents.set(no, resident);
    owners.set(no, owner);
  }
  await deliverResidents();
  await deliverOwners();
});

const SIDE = '{ department { id } claims { sources { original } } }';
const CORRECTION = `id state severity isOverdue dueOn sentBy note evidence value answeredBy endedBy discrepancy { id state } entity { id }
  department { id } own ${SIDE} other ${SIDE}`;

async function deliverResidents(): Promise<void> {
  await town.deliver(
    town.residents,
    [...residents].map(([no, name]) => [no, name, '', `${town.tag}${no}`, '', '', '', '', '']),
  );
}

async function deliverOwners(): Promise<void> {
  await town.deliver(
    town.vehicles,
    [...owners].map(([no, name]) => [no, `${town.tag}-${no}`, name, `${town.tag}${no}`, '', '']),
  );
}

/** The open discrepancy about a person, by a name that one side states. */
async function findDiscrepancy(name: string): Promise<string> {
  const { discrepancies } = await town.ask(
    `query ($d: [ID!]) { discrepancies(where: { departments: $d }, first: 100) { nodes { id left ${SIDE} right ${SIDE} } } }`,
    { d: [registry.department] },
  );
  return discrepancies.nodes.find(({ left, right }: Answer) =>
    JSON.stringify([left, right]).includes(`"${name}"`),
  ).id;
}

async function send(discrepancy: string, department?: string | null): Promise<Answer> {
  return (
    await town.ask(
      `mutation ($x: ID!, $d: ID) { sendCorrection(discrepancy: $x, department: $d, note: "Please look") { ${CORRECTION} } }`,
      { x: discrepancy, d: department },
    )
  ).sendCorrection;
}

const ANSWER = `mutation ($id: ID!, $answer: CorrectionAnswer!, $evidence: String!, $value: String) {
  answerCorrection(id: $id, answer: $answer, evidence: $evidence, value: $value) { ${CORRECTION} } }`;

async function see(id: string, caller: Caller = BUREAU): Promise<Answer> {
  return (await town.ask(`query ($id: ID!) { correction(id: $id) { ${CORRECTION} } }`, { id }, caller))
    .correction;
}

const seeUnderMatter = async (id: string, caller: Caller): Promise<Answer> =>
  (await town.ask(`query ($id: ID!) { correction(id: $id) { ${CORRECTION} } }`, { id }, caller, town.matter))
    .correction;

const originals = ({ claims }: Answer) => claims.map(({ sources }: Answer) => sources[0].original);

describe('a correction', () => {
  it('goes to the department that leads for the attribute, is due in working days, and waits there once', async () => {
    const id = await findDiscrepancy('唐玉勤');
    const sent = await send(id);
    expect(sent).toMatchObject({
      state: 'OPEN',
      department: { id: registry.department },
      dueOn: addWorkingDays(Date.now(), 10),
      ...{ sentBy: 'b', note: 'Please look', isOverdue: false, severity: 'HIGH' },
    });
    expect([originals(sent.own), originals(sent.other)]).toEqual([['唐玉琴'], ['唐玉勤']]);
    expect((await send(id)).id).toBe(sent.id);
    expect((await send(id, traffic.department)).id).not.toBe(sent.id);
    expect(
      await town.refuse(
        'mutation ($x: ID!) { sendCorrection(discrepancy: $x, department: "nobody") { id } }',
        {
          x: id,
        },
      ),
    ).toEqual(['BAD_INPUT']);
  });

  it('shows to its department, with its own side and no more of the other than it may see, and to no other', async () => {
    const { id } = await send(await findDiscrepancy('赵一'), traffic.department);
    const own = await see(id, traffic);
    expect([originals(own.own), originals(own.other)]).toEqual([['钱二'], []]);
    expect(own).toMatchObject({ discrepancy: null, other: { department: { id: registry.department } } });
    expect(await see(id, registry)).toBeNull();
    expect(await town.refuse(ANSWER, { id, answer: 'CONFIRMED', evidence: 'File 7' }, registry)).toEqual([
      'NOT_FOUND',
    ]);
    const work = `query ($d: ID!) { department(id: $d) { work { openCorrections overdueCorrections corrections { nodes { id } } consistency { compared } } } }`;
    const page = (await town.ask(work, { d: traffic.department }, traffic)).department.work;
    expect(page.corrections.nodes.map((node: Answer) => node.id)).toContain(id);
    expect(page).toMatchObject({ openCorrections: page.corrections.nodes.length, overdueCorrections: 0 });
    expect((await town.ask(work, { d: traffic.department }, registry)).department.work).toBeNull();
  });

  it('shows to no other department, also under a matter that shows both sides', async () => {
    const { id } = await send(await findDiscrepancy('赵一'), traffic.department);
    const list = `{ corrections(first: 100) { nodes { id } } }`;
    const listed = async (caller: Caller): Promise<readonly string[]> =>
      (await town.ask(list, {}, caller, town.matter)).corrections.nodes.map((node: Answer) => node.id);
    // The other side, one that is on neither, and one that speaks for nobody.
    for (const department of [registry.department, 'nobody', null]) {
      const other: Caller = { user: 'p', role: 'department', department };
      expect(await seeUnderMatter(id, other)).toBeNull();
      expect(await listed(other)).not.toContain(id);
      expect(
        await town.refuse(ANSWER, { id, answer: 'CONFIRMED', evidence: 'File 7' }, other, town.matter),
      ).toEqual(['NOT_FOUND']);
    }
    const own: Caller = { ...traffic, user: 'p' };
    expect(await seeUnderMatter(id, own)).toMatchObject({
      note: 'Please look',
      discrepancy: { state: 'OPEN' },
    });
    expect(await listed(own)).toContain(id);
  });

  it('is confirmed or rejected with evidence, by its department once, and by the same answer again', async () => {
    const { id } = await send(await findDiscrepancy('孙三'));
    const answer = { id, answer: 'CONFIRMED', evidence: 'File 7' };
    const { answerCorrection } = await town.ask(ANSWER, answer, registry);
    expect(answerCorrection).toMatchObject({ state: 'CONFIRMED', answeredBy: 'r', evidence: 'File 7' });
    expect((await town.ask(ANSWER, answer, registry)).answerCorrection.state).toBe('CONFIRMED');
    expect(await town.refuse(ANSWER, { ...answer, answer: 'REJECTED' }, registry)).toEqual([
      'CORRECTION_STATE',
    ]);
    const log = await town.graph.read(pageChain, { chain: 'decisions', after: 0n, limit: 10_000n });
    const steps = log.flatMap(({ body }) => (body === null ? [] : JSON.parse(body).step));
    expect(steps).toContain('correction-answered');
  });

  it.each([
    ['no value where it is corrected', { answer: 'CORRECTED', value: null }],
    ['a value where it is confirmed', { answer: 'CONFIRMED', value: '周五' }],
    ['its own value as what is right', { answer: 'CORRECTED', value: '周六' }],
    ['no evidence', { answer: 'CONFIRMED', value: null, evidence: ' ' }],
  ])('is not answered with %s', async (_, given) => {
    const { id } = await send(await findDiscrepancy('周六'));
    expect(await town.refuse(ANSWER, { id, evidence: 'File 8', ...given }, registry)).toEqual(['BAD_INPUT']);
    expect((await see(id)).state).toBe('OPEN');
  });

  it('is observed at source once the next delivery of its department states what it said was right', async () => {
    const { id } = await send(await findDiscrepancy('郑十'), traffic.department);
    await town.ask(ANSWER, { id, answer: 'CORRECTED', evidence: 'A slip', value: '郑二' }, traffic);
    expect((await see(id)).state).toBe('CORRECTED');
    owners.set('e1', '郑二');
    await deliverOwners();
    // It still says something else than the register; but what it announced.
    expect(await see(id)).toMatchObject({ state: 'OBSERVED', discrepancy: { state: 'OPEN' } });
    expect((await see(id)).endedBy).toMatch(/^d_/);
  });

  it('is observed at source where that comes into line unasked, and lapses where the other side does', async () => {
    const one = await send(await findDiscrepancy('王十'), traffic.department);
    const other = await send(await findDiscrepancy('冯十'), traffic.department);
    owners.set('f1', '王一');
    residents.set('f2', '冯十');
    await deliverOwners();
    await deliverResidents();
    expect((await see(one.id)).state).toBe('OBSERVED');
    expect((await see(other.id)).state).toBe('LAPSED');
    expect(
      await town.refuse(ANSWER, { id: other.id, answer: 'CONFIRMED', evidence: 'Late' }, traffic),
    ).toEqual(['CORRECTION_STATE']);
  });

  it('lapses where its department no longer states what it is about, answered or not', async () => {
    const open = await send(await findDiscrepancy('何十'), traffic.department);
    const answered = await send(await findDiscrepancy('许十'), traffic.department);
    const answer = { id: answered.id, answer: 'CORRECTED', evidence: 'A slip', value: '许二' };
    await town.ask(ANSWER, answer, traffic);
    for (const no of ['k1', 'k2']) owners.delete(no);
    await deliverOwners();
    for (const { id } of [open, answered])
      expect(await see(id)).toMatchObject({ state: 'LAPSED', discrepancy: { state: 'CLOSED' } });
    expect(await town.refuse(ANSWER, { ...answer, id: open.id }, traffic)).toEqual(['CORRECTION_STATE']);
  });

  it('rises above the others when it is overdue', async () => {
    const { id } = await send(await findDiscrepancy('蒋十'), traffic.department);
    const later = { ...town.context, clock: () => Date.now() + 40 * 86_400_000 };
    const { data } = await graphql({
      schema: buildSchema(),
      source: `query ($d: [ID!]) { corrections(where: { departments: $d, overdue: true }) { nodes { id isOverdue severity } } }`,
      variableValues: { d: [traffic.department] },
      contextValue: createRequestContext({ ...later, caller: traffic, matter: null }),
    });
    const nodes = (data as Answer).corrections.nodes;
    expect(nodes.find((node: Answer) => node.id === id)).toMatchObject({ isOverdue: true });
    expect(
      (await town.ask('{ corrections(where: { overdue: true }) { nodes { id } } }', {}, traffic)).corrections
        .nodes,
    ).toEqual([]);
  });
});

describe('the list of corrections', () => {
  const LIST = `query ($d: [ID!], $first: Int, $after: String) {
    corrections(where: { departments: $d, states: [LAPSED, OPEN, CONFIRMED, OPEN, CORRECTED, REJECTED, OBSERVED] }, first: $first, after: $after) {
      nodes { id state dueOn } pageInfo { hasNextPage endCursor } } }`;
  const read = async (first: number, after: string | null): Promise<Answer> =>
    (await town.ask(LIST, { d: [registry.department, traffic.department], first, after })).corrections;

  it('comes in pages through all states, each once, those due first ahead and by their ids where they are due alike', async () => {
    for (const name of ['秦一', '杨一'])
      for (const to of [registry, traffic]) await send(await findDiscrepancy(name), to.department);
    const { nodes: all } = await read(100, null);
    expect(new Set(all.map(({ state }: Answer) => state)).size).toBeGreaterThan(2);
    const inOrder = [...all].sort((a: Answer, b: Answer) =>
      a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1,
    );
    expect(all).toEqual(inOrder);
    expect(await walkPages((after) => read(2, after))).toEqual(all);
  });
});

/** Claims of the name of the person that a correction is about. */
async function namesOf(id: string): Promise<readonly Answer[]> {
  const { correction } = await town.ask(
    `query ($id: ID!) { correction(id: $id) { entity { claims(attributes: ["name"]) {
      value preferred knownProblem confirmation { state by } } } } }`,
    { id },
  );
  return correction.entity.claims;
}

describe('an answer to a correction', () => {
  it('that stands by its value confirms it by its owner, once', async () => {
    const { id } = await send(await findDiscrepancy('沈一'), traffic.department);
    const answer = { id, answer: 'CONFIRMED', evidence: 'File 9' };
    await town.ask(ANSWER, answer, traffic);
    await town.ask(ANSWER, answer, traffic);
    // A confirmed value goes before that of the department that leads.
    expect(await namesOf(id)).toEqual([
      {
        value: '韩十',
        preferred: true,
        knownProblem: null,
        confirmation: { state: 'CONFIRMED', by: ['OWNER'] },
      },
      { value: '沈一', preferred: false, knownProblem: null, confirmation: { state: 'UNCONFIRMED', by: [] } },
    ]);
    const { confirmations } = await town.ask(
      'query ($e: ID!) { confirmations(entity: $e) { kind department reason } }',
      { e: (await see(id)).entity.id },
    );
    expect(confirmations).toEqual([
      { kind: 'OWNER', department: traffic.department, reason: `answer to ${id}` },
    ]);
  });

  it('that says what is right makes what was said a known problem, also when it comes back', async () => {
    const { id } = await send(await findDiscrepancy('朱十'), traffic.department);
    await town.ask(ANSWER, { id, answer: 'CORRECTED', evidence: 'Seen', value: '杨一' }, traffic);
    const right = { value: '杨一', preferred: true, knownProblem: null };
    const wrong = { value: '朱十', preferred: false, confirmation: { state: 'UNCONFIRMED', by: [] } };
    const [first, second] = await namesOf(id);
    expect(first).toEqual({ ...right, confirmation: { state: 'CONFIRMED', by: ['OWNER'] } });
    expect(second).toMatchObject(wrong);
    expect(second.knownProblem).toMatch(/^p_/);
    owners.set('i1', '杨一');
    await deliverOwners();
    expect((await see(id)).state).toBe('OBSERVED');
    expect(await namesOf(id)).toEqual([
      { ...right, confirmation: { state: 'CONFIRMED', by: ['DEPARTMENTS', 'OWNER'] } },
    ]);
    owners.set('i1', '朱十');
    await deliverOwners();
    expect((await namesOf(id))[1].knownProblem).toBe(second.knownProblem);
    const { knownProblem } = await town.ask(
      'query ($id: ID!) { knownProblem(id: $id) { department reason value returned { times } } }',
      { id: second.knownProblem },
    );
    expect(knownProblem).toEqual({
      ...{
        department: traffic.department,
        reason: `answer to ${id}`,
        value: '朱十',
        returned: [{ times: 1 }],
      },
    });
  });

  it('that has nothing to do with it asks a person, until the data say the same', async () => {
    const { id } = await send(await findDiscrepancy('尤十'), traffic.department);
    await town.ask(ANSWER, { id, answer: 'REJECTED', evidence: 'Not our driver' }, traffic);
    const disputed = async () => {
      const { reviewQueue } = await town.ask(
        `query ($d: [ID!]) { reviewQueue(where: { kinds: [DISPUTED], departments: $d }) { nodes {
          reason correction { id evidence } ifAccepted { effect { split } } } } }`,
        { d: [traffic.department] },
      );
      return reviewQueue.nodes;
    };
    expect(await disputed()).toEqual([
      {
        reason: 'correction-rejected',
        correction: { id, evidence: 'Not our driver' },
        ifAccepted: { effect: { split: 1 } },
      },
    ]);
    owners.set('j1', '秦一');
    await deliverOwners();
    expect(await disputed()).toEqual([]);
  });
});

describe('working days', () => {
  it.each([
    [
      '2026-09-28T02:00:00Z',
      5,
      '2026-10-10',
      'seven holidays, and a Saturday that is worked to make up for them',
    ],
    ['2026-11-26T02:00:00Z', 1, '2026-11-27', 'the next day'],
    ['2026-11-27T17:00:00Z', 1, '2026-11-30', 'a weekend, by the clock of Beijing'],
    ['2026-02-13T02:00:00Z', 2, '2026-02-24', 'the Spring Festival'],
  ])('%s and %i days give %s: %s', (from, days, due) => {
    expect(addWorkingDays(Date.parse(from), days)).toBe(due);
    expect(dayOf(Date.parse(endOfDay(due)) - 1)).toBe(due);
  });
});
