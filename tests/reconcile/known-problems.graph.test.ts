import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { mentionId, recordId } from '../../src/ids.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { proposePlaceholders } from '../../src/reconcile/problems/propose-placeholders.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';

// People of one register, each by the number of the record; every statement of the register is whole.
let town: SmallTown;
const register = new Map<string, Resident>();

interface Resident {
  readonly name: string;
  readonly phone?: string;
  readonly rid?: string;
  readonly since?: string;
  readonly until?: string;
  readonly address?: string;
  readonly at?: readonly [longitude: number, latitude: number];
}

beforeAll(async () => {
  town = await buildSmallTown();
});

async function state(more: Readonly<Record<string, Resident | null>>): Promise<void> {
  for (const [no, resident] of Object.entries(more))
    if (resident === null) register.delete(no);
    else register.set(no, resident);
  await town.deliver(
    town.residents,
    [...register].map(
      ([no, { name, phone = '', rid = '', since = '', until = '', address = '', at = [] }]) => [
        ...[no, `${town.tag} ${name}`, phone, rid === '' ? '' : `${town.tag}${rid}`],
        ...[address, String(at[0] ?? ''), String(at[1] ?? ''), since, until],
      ],
    ),
  );
}

async function entityOf(no: string): Promise<string> {
  const { records } = await town.ask(
    `query ($d: [ID!]) { records(where: { datasets: $d }, first: 200) { nodes { key mentions { role entity { id } } } } }`,
    { d: [town.residents.id] },
  );
  const record = records.nodes.find(({ key }: Answer) => key === no);
  return record.mentions.find(({ role }: Answer) => role === 'resident').entity.id;
}

/** Claims of one attribute: value, whether it is preferred, and whether it is a known problem. */
async function claimsOf(no: string, attribute: string): Promise<readonly string[]> {
  const { entity } = await town.ask(
    `query ($id: ID!, $a: [String!]) { entity(id: $id) { name claims(attributes: $a) { value preferred knownProblem } } }`,
    { id: await entityOf(no), a: [attribute] },
  );
  return entity.claims.map(
    ({ value, preferred, knownProblem }: Answer) =>
      `${value}${preferred ? ' preferred' : ''}${knownProblem === null ? '' : ' problem'}`,
  );
}

const PROBLEM = `id scope state value dataset department reason by confirmedBy endedBy endReason entities { id }
  returned { mention dataset times newPeriod newEvidence releasedBy }`;

const REGISTER = `mutation ($e: ID!, $a: String!, $v: String!, $d: ID) {
  done: registerKnownProblem(entity: $e, attribute: $a, value: $v, dataset: $d, reason: "Asked at the counter") { ${PROBLEM} } }`;
const RELEASE = `mutation ($id: ID!, $m: [ID!]) {
  done: releaseKnownProblem(id: $id, reason: "He moved back", mentions: $m) { ${PROBLEM} } }`;

async function reject(no: string, attribute: string, value: string): Promise<Answer> {
  const variables = { e: await entityOf(no), a: attribute, v: value, d: town.residents.id };
  return (await town.ask(REGISTER, variables)).done;
}

const show = async (id: string): Promise<Answer> =>
  (await town.ask(`query ($id: ID!) { knownProblem(id: $id) { ${PROBLEM} } }`, { id })).knownProblem;

async function listCounts(departments: readonly string[], caller?: Caller): Promise<readonly Answer[]> {
  const query =
    'query ($d: [ID!]) { knownProblemCounts(departments: $d) { dataset problems returns standing } }';
  return (await town.ask(query, { d: departments }, caller)).knownProblemCounts;
}

/** What counts against the register. */
async function counts(): Promise<Answer> {
  const rows = await listCounts([town.residents.department.id]);
  const { dataset, ...row } = rows[0] ?? { dataset: '', problems: 0, returns: 0, standing: 0 };
  return row;
}

const [GOOD, BAD] = ['13912345670', '13912345671'];
const [good, bad] = [`+86${GOOD}`, `+86${BAD}`];

describe('a value that was found wrong', () => {
  it('is flagged, never preferred, and the same again registers nothing', async () => {
    await state({ a1: { name: 'Ming', phone: BAD, rid: 'A1' } });
    expect(await claimsOf('a1', 'phone')).toEqual([`${bad} preferred`]);
    const problem = await reject('a1', 'phone', BAD);
    expect(problem).toMatchObject({ scope: 'ENTITY', state: 'LIVE', value: bad, by: 'b', returned: [] });
    expect(await reject('a1', 'phone', BAD)).toMatchObject({ id: problem.id });
    expect(await claimsOf('a1', 'phone')).toEqual([`${bad} problem`]);
  });

  it('delivered again after it was corrected is taken in, flagged and counted', async () => {
    await state({ b1: { name: 'Hong', phone: BAD, rid: 'B1' } });
    const { id } = await reject('b1', 'phone', bad);
    await state({ b1: { name: 'Hong', phone: GOOD, rid: 'B1' } });
    expect(await claimsOf('b1', 'phone')).toEqual([`${good} preferred`]);
    expect((await show(id)).value).toBe(bad);
    await state({ b1: { name: 'Hong', phone: BAD, rid: 'B1' } });
    expect(await claimsOf('b1', 'phone')).toEqual([`${bad} problem`]);
    expect((await show(id)).returned).toMatchObject([
      { dataset: town.residents.id, times: 1, newPeriod: false, newEvidence: false, releasedBy: null },
    ]);
    expect(await listCounts([town.residents.department.id])).toEqual([
      // What was found wrong of another resident was never delivered again, and still stands.
      { dataset: town.residents.id, problems: 2, returns: 1, standing: 2 },
    ]);
  });

  it('that a changed version goes on stating has come back; in a row that is repeated it has not', async () => {
    const before = await counts();
    const [wrong, moved] = [{ name: 'Rong', phone: BAD, rid: 'M' }, '澜州市海宁路3号'];
    await state({ m1: wrong });
    const { id } = await reject('m1', 'phone', bad);
    expect((await counts()).standing).toBe(before.standing + 1);
    await state({ m2: { name: 'Rui', rid: 'M2' } });
    expect((await show(id)).returned).toEqual([]);
    await state({ m1: { ...wrong, name: 'Rong Rong' } });
    const { returned } = await show(id);
    expect(returned).toMatchObject([{ times: 1, newPeriod: false, newEvidence: false }]);
    // Another mention of the record is what changed.
    await state({ m1: { ...wrong, name: 'Rong Rong', address: moved } });
    expect((await show(id)).returned).toMatchObject([{ times: 2 }]);
    expect(await counts()).toEqual({
      problems: before.problems + 1,
      returns: before.returns + 2,
      standing: before.standing + 1,
    });
    await state({ m1: { ...wrong, phone: GOOD, name: 'Rong Rong', address: moved } });
    expect((await counts()).standing).toBe(before.standing);
  });

  it('of a new period of the same record is told apart and released, until it is stated of another again', async () => {
    const stated = { name: 'Shan', phone: BAD, rid: 'N' };
    await state({ n1: { ...stated, since: '2020-01-01' } });
    const { id } = await reject('n1', 'phone', bad);
    await state({ n1: { ...stated, since: '2024-06-01' } });
    const [returned] = (await show(id)).returned;
    expect(returned).toMatchObject({ times: 1, newPeriod: true });
    await town.ask(RELEASE, { id, m: [returned.mention] });
    const { standing } = await counts();
    expect(await claimsOf('n1', 'phone')).toEqual([`${bad} preferred`]);
    // What was released stays so while it is stated as before.
    await state({ n1: { ...stated, name: 'Shan Shan', since: '2024-06-01' } });
    expect((await show(id)).returned).toMatchObject([{ times: 1, releasedBy: 'b' }]);
    expect(await claimsOf('n1', 'phone')).toEqual([`${bad} preferred`]);
    await state({ n1: { ...stated, name: 'Shan Shan', since: '2020-01-01' } });
    expect((await show(id)).returned).toMatchObject([{ times: 2, newPeriod: false, releasedBy: null }]);
    expect(await claimsOf('n1', 'phone')).toEqual([`${bad} problem`]);
    expect((await counts()).standing).toBe(standing + 1);
  });

  it('is released by mention wherever it is stated, returned or not, and nowhere else', async () => {
    await state({
      o1: { name: 'Tian', phone: BAD, rid: 'O' },
      o2: { name: 'Tian', phone: BAD, rid: 'O' },
      o3: { name: 'Tian', phone: GOOD, rid: 'O' },
      o4: { name: 'Tong', phone: BAD, rid: 'O4' },
    });
    const { id } = await reject('o1', 'phone', bad);
    const { standing } = await counts();
    const mentions = ['o1', 'o3', 'o4'].map((no) =>
      mentionId(recordId(town.residents.id, no), 'resident', ''),
    );
    const [o1, o3, o4] = mentions;
    for (const other of [o3, o4])
      expect(await town.refuse(RELEASE, { id, m: [o1, other] })).toEqual(['BAD_INPUT']);
    expect(await town.refuse(RELEASE, { id, m: [o1, 'm_nobody'] })).toEqual(['NOT_FOUND']);
    expect((await town.ask(RELEASE, { id, m: [o1] })).done.returned).toMatchObject([
      { mention: o1, times: 0, releasedBy: 'b' },
    ]);
    expect((await counts()).standing).toBe(standing - 1);
    expect(await town.refuse(RELEASE, { id, m: [o1] })).toEqual(['BAD_INPUT']);
  });

  it('counts against whoever states it, whoever it was found wrong of, and the same to all who ask', async () => {
    await state({ q1: { name: 'Quan', rid: 'Q' } });
    const [own = '', other = ''] = [town.residents, town.vehicles].map(({ department }) => department.id);
    const name = `${town.tag} Quan`;
    await town.ask(REGISTER, { e: await entityOf('q1'), a: 'name', v: name });
    const before = await listCounts([own]);
    expect(await listCounts([other])).toEqual([]);
    await town.deliver(town.vehicles, [['q', `${town.tag}Q`, name, `${town.tag}Q`, '', '']]);
    const theirs = [{ dataset: town.vehicles.id, problems: 1, returns: 1, standing: 1 }];
    expect(await listCounts([other])).toEqual(theirs);
    expect(await listCounts([own])).toEqual(before);
    expect(await listCounts([own, other])).toEqual([...before, ...theirs]);
    const both = [town.residents.id, town.vehicles.id];
    expect((await listCounts([])).filter(({ dataset }) => both.includes(dataset))).toEqual([
      ...before,
      ...theirs,
    ]);
    for (const [department, rows] of [
      [own, before],
      [other, theirs],
    ] as const) {
      const caller: Caller = { user: 'p', role: 'department', department };
      for (const asked of [[], [own], [other]]) expect(await listCounts(asked, caller)).toEqual(rows);
    }
  });

  it('is known again in another record of the same source, also when the first one is gone', async () => {
    await state({ c1: { name: 'Li', phone: BAD, rid: 'C' }, c2: { name: 'Li', phone: GOOD, rid: 'C' } });
    await reject('c1', 'phone', bad);
    expect(await claimsOf('c2', 'phone')).toEqual([`${good} preferred`, `${bad} problem`]);
    await state({ c1: null, c3: { name: 'Li', phone: BAD, rid: 'C' } });
    expect(await claimsOf('c3', 'phone')).toEqual([`${good} preferred`, `${bad} problem`]);
  });

  it('is nobody else’s problem', async () => {
    await state({ d1: { name: 'Wu', phone: BAD, rid: 'D1' }, d2: { name: 'Wei', phone: BAD, rid: 'D2' } });
    await reject('d1', 'phone', bad);
    expect(await claimsOf('d2', 'phone')).toEqual([`${bad} preferred`]);
  });

  it('of another period is told apart, and a person can release that statement alone', async () => {
    const before = { since: '2019-01-01', until: '2020-01-01' };
    const after = { since: '2024-01-01', until: '2025-01-01' };
    await state({
      e1: { name: 'Sun', phone: BAD, rid: 'E', ...before },
      e2: { name: 'Sun', phone: GOOD, rid: 'E', since: '2020-01-01', until: '2021-01-01' },
    });
    const { id } = await reject('e1', 'phone', bad);
    await state({ e3: { name: 'Sun', phone: BAD, rid: 'E', ...after } });
    const [returned] = (await show(id)).returned;
    expect(returned).toMatchObject({ newPeriod: true, newEvidence: false });
    expect(await claimsOf('e3', 'phone')).toEqual([`${good} preferred`, `${bad} problem`]);
    const released = (await town.ask(RELEASE, { id, m: [returned.mention] })).done;
    expect(released).toMatchObject({ state: 'LIVE', returned: [{ releasedBy: 'b' }] });
    expect([...(await claimsOf('e3', 'phone'))].sort()).toContain(`${bad} preferred`);
    expect(await town.refuse(RELEASE, { id, m: [returned.mention] })).toEqual(['BAD_INPUT']);
  });

  it('that somebody else states by now is told apart, and confirmed by both once it is released', async () => {
    await state({ s1: { name: 'Shen', rid: 'S' } });
    const name = `${town.tag} Shen`;
    const { id } = await reject('s1', 'name', name);
    await state({ s1: { name: 'Shan', rid: 'S' } });
    await town.deliver(town.vehicles, [
      ['q', `${town.tag}Q`, `${town.tag} Quan`, `${town.tag}Q`, '', ''],
      ['s', `${town.tag}S`, name, `${town.tag}S`, '', ''],
    ]);
    await state({ s1: { name: 'Shen', rid: 'S' } });
    const [returned] = (await show(id)).returned;
    expect(returned).toMatchObject({ newPeriod: false, newEvidence: true, releasedBy: null });
    const confirmedBy = async () => {
      const { entity } = await town.ask(
        'query ($id: ID!) { entity(id: $id) { claims(attributes: ["name"]) { confirmation { state by } } } }',
        { id: await entityOf('s1') },
      );
      return entity.claims.map(({ confirmation }: Answer) => confirmation);
    };
    expect(await confirmedBy()).toEqual([{ state: 'UNCONFIRMED', by: [] }]);
    await town.ask(RELEASE, { id, m: [returned.mention] });
    expect(await confirmedBy()).toEqual([{ state: 'CONFIRMED', by: ['DEPARTMENTS'] }]);
  });

  it('is released altogether, once', async () => {
    await state({ f1: { name: 'Qian', phone: BAD, rid: 'F' } });
    const { id } = await reject('f1', 'phone', bad);
    expect((await town.ask(RELEASE, { id })).done).toMatchObject({
      state: 'RELEASED',
      endedBy: 'b',
      endReason: 'He moved back',
    });
    expect(await claimsOf('f1', 'phone')).toEqual([`${bad} preferred`]);
    expect(await town.refuse(RELEASE, { id })).toEqual(['PROBLEM_STATE']);
    // What was seen in between stays as it was seen.
  });

  it('stays with who it was found wrong of when the entity is split', async () => {
    await state({ g1: { name: 'Zhao', phone: BAD, rid: 'G' }, g2: { name: 'Zhou', phone: BAD, rid: 'G' } });
    const entity = await entityOf('g1');
    const { entity: both } = await town.ask(
      'query ($id: ID!) { entity(id: $id) { mentions(first: 9) { nodes { id record { key } } } } }',
      { id: entity },
    );
    const mention = both.mentions.nodes.find(({ record }: Answer) => record.key === 'g2').id;
    await reject('g1', 'phone', bad);
    await town.ask(
      'mutation ($e: ID!, $m: [ID!]!) { splitEntity(entity: $e, mentions: $m, reason: "Two people") { id } }',
      { e: entity, m: [mention] },
    );
    expect(await claimsOf('g1', 'phone')).toEqual([`${bad} problem`]);
  });

  it('joins nothing of who states it: what it alone joined parts, also when it comes back, until it is released', async () => {
    await state({ j1: { name: 'Gu', rid: 'J' } });
    await town.deliver(town.vehicles, [['j', `${town.tag}J`, `${town.tag} Gu`, `${town.tag}J`, '', '']]);
    const ownerOf = async (): Promise<string> => {
      const { records } = await town.ask(
        'query ($d: [ID!]) { records(where: { datasets: $d }) { nodes { mentions { role entity { id } } } } }',
        { d: [town.vehicles.id] },
      );
      return records.nodes[0].mentions.find(({ role }: Answer) => role === 'owner').entity.id;
    };
    expect(await entityOf('j1')).toBe(await ownerOf());
    const { id } = await reject('j1', 'rid', `${town.tag}J`);
    expect(await entityOf('j1')).not.toBe(await ownerOf());
    await state({ j1: { name: 'Gu', rid: 'J1' } });
    await state({ j1: { name: 'Gu', rid: 'J' } });
    expect(await entityOf('j1')).not.toBe(await ownerOf());
    // Of whom it is not wrong it still says who it is.
    await state({ j2: { name: 'Gu', rid: 'J' } });
    expect(await entityOf('j2')).toBe(await ownerOf());
    await town.ask(RELEASE, { id });
    expect(await entityOf('j1')).toBe(await ownerOf());
  });

  it('joins nothing when another record of the same entity brings it back', async () => {
    await state({ k1: { name: 'Xu', rid: 'K' }, k2: { name: 'Xu', rid: 'K2' } });
    await reject('k1', 'rid', `${town.tag}K`);
    const [k1, k2] = ['k1', 'k2'].map((no) => mentionId(recordId(town.residents.id, no), 'resident', ''));
    await town.ask(
      'mutation ($a: ID!, $b: ID!) { judge(a: $a, b: $b, verdict: SAME, reason: "One man") { id } }',
      { a: k1, b: k2 },
    );
    expect(await entityOf('k2')).toBe(await entityOf('k1'));
    await state({ k2: { name: 'Xu', rid: 'K' } });
    await state({ k3: { name: 'Ye', rid: 'K' } });
    expect(await entityOf('k3')).not.toBe(await entityOf('k2'));
  });

  it('is not what an entity is called', async () => {
    await state({
      h1: { name: 'Beta', rid: 'H' },
      h2: { name: 'Alpha', rid: 'H' },
      h3: { name: 'Alpha', rid: 'H' },
    });
    const nameOf = async (): Promise<string> =>
      (await town.ask('query ($id: ID!) { entity(id: $id) { name } }', { id: await entityOf('h1') })).entity
        .name;
    expect(await nameOf()).toBe(`${town.tag} Alpha`);
    await reject('h1', 'name', `${town.tag} Alpha`);
    expect(await nameOf()).toBe(`${town.tag} Beta`);
  });

  it('is refused where nobody states it, and to whom may not decide', async () => {
    await state({ i1: { name: 'Han', phone: GOOD, rid: 'I' } });
    const entity = await entityOf('i1');
    const variables = { e: entity, a: 'phone', v: BAD, d: town.residents.id };
    expect(await town.refuse(REGISTER, variables)).toEqual(['BAD_INPUT']);
    expect(await town.refuse(REGISTER, { ...variables, v: GOOD, d: town.vehicles.id })).toEqual([
      'BAD_INPUT',
    ]);
    expect(await town.refuse(REGISTER, { ...variables, e: 'e_none' })).toEqual(['NOT_FOUND']);
    const analyst: Caller = { user: 'a', role: 'analyst', department: null };
    expect(await town.refuse(REGISTER, variables, analyst)).toEqual(['FORBIDDEN']);
  });

  it('is told to the department that stated it, and to no other', async () => {
    const [own = ''] = town.residents.id.split('/');
    const asDepartment = async (department: string): Promise<readonly Answer[]> => {
      const caller: Caller = { user: 'p', role: 'department', department };
      const { knownProblems } = await town.ask(
        '{ knownProblems(first: 50) { nodes { id departments: dataset } } }',
        {},
        caller,
      );
      return knownProblems.nodes;
    };
    expect((await asDepartment(own)).length).toBeGreaterThan(5);
    expect(await asDepartment('nobody')).toEqual([]);
  });
});

describe('a value that is nobody’s', () => {
  it('is proposed by how often it stands, joins nothing once confirmed, and joins again when released', async () => {
    const people = Array.from({ length: 20 }, (_, no) => [
      `p${no}`,
      { name: ['Placeholder A', 'Second B', 'Third C', 'Fourth D'][no % 4] ?? '', rid: 'PLACE' },
    ]);
    await state(Object.fromEntries(people));
    const joined = await entityOf('p0');
    expect(await entityOf('p19')).toBe(joined);
    const context = { ...town.context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
    const report = await proposePlaceholders(context, { least: 4 });
    expect(report.proposed).toBeGreaterThan(0);
    const list = `query { knownProblems(where: { states: [PROPOSED] }, first: 200) { nodes { id value occurrences } } }`;
    const { knownProblems } = await town.ask(list);
    const found = knownProblems.nodes.find(({ value }: Answer) => value?.endsWith('PLACE'));
    expect(found).toMatchObject({ occurrences: 20 });
    // Proposed only: nothing has changed.
    expect(await entityOf('p19')).toBe(joined);
    const confirm = `mutation ($id: ID!) { done: confirmKnownProblem(id: $id, reason: "Typed to get on") { ${PROBLEM} } }`;
    expect((await town.ask(confirm, { id: found.id })).done).toMatchObject({
      state: 'LIVE',
      scope: 'PATTERN',
      confirmedBy: 'b',
    });
    expect(await entityOf('p19')).not.toBe(await entityOf('p0'));
    expect(await claimsOf('p3', 'rid')).toEqual([`${found.value} problem`]);
    await state({ p20: { name: 'Placeholder A', rid: 'PLACE' } });
    expect(await entityOf('p20')).not.toBe(await entityOf('p0'));
    expect(await town.refuse(confirm, { id: found.id })).toEqual(['PROBLEM_STATE']);
    const { entity } = await town.ask(
      'query ($id: ID!) { entity(id: $id) { identityEvents { type knownProblem } } }',
      { id: joined },
    );
    expect(entity.identityEvents).toContainEqual({ type: 'SPLIT', knownProblem: found.id });
    await town.ask(RELEASE, { id: found.id });
    expect(await entityOf('p19')).toBe(await entityOf('p0'));
  });

  it('is a point too, where addresses in too many streets are said to be; not where many live in one', async () => {
    const [filledIn, tower] = [
      [113.123456, 22.654321],
      [113.2, 22.7],
    ] as const;
    const words = '东南西北春夏秋冬梅兰竹菊';
    const streetOf = (no: number): string => `澜州市${words[no % 12]}${words[Math.floor(no / 12)]}马路`;
    // Ten times as often as others: whatever points other tests have left on the server they share.
    const often = 60;
    await state(
      Object.fromEntries([
        ...Array.from({ length: often }, (_, no) => [
          `x${no}`,
          { name: `Xi ${no}`, address: `${streetOf(no)}${no + 1}号`, at: filledIn },
        ]),
        ...Array.from({ length: 12 }, (_, no) => [
          [`y${no}`, { name: `Yi ${no}`, address: `澜州市海宁路8号${no + 1}室`, at: tower }],
          [
            `z${no}`,
            { name: `Zi ${no}`, address: `澜州市${words[no]}牛路3号`, at: [113.3 + no / 100, 22.8] },
          ],
        ]).flat(),
      ]) as Record<string, Resident>,
    );
    const context = { ...town.context, by: 'L. Chen', matter: null, onIdentity: runIdentityStages };
    await proposePlaceholders(context, { least: 10 });
    const { knownProblems } = await town.ask(
      `{ knownProblems(where: { states: [PROPOSED] }, first: 200) { nodes { id kind value occurrences } } }`,
    );
    const points = knownProblems.nodes.filter(({ kind }: Answer) => kind === 'location');
    expect(points).toMatchObject([{ value: filledIn.join(','), occurrences: often }]);
    const whereIs = async (no: string): Promise<Answer> => {
      const { records } = await town.ask(
        `query ($d: [ID!]) { records(where: { datasets: $d }, first: 300) { nodes { key cell location { longitude originalLongitude flags } } } }`,
        { d: [town.residents.id] },
      );
      return records.nodes.find(({ key }: Answer) => key === no);
    };
    const countNear = async (recorded: string | null = null): Promise<number> => {
      const near = { longitude: filledIn[0], latitude: filledIn[1], radiusMeters: 10 };
      const { records } = await town.ask(
        `query ($d: [ID!], $near: Near!, $asOf: AsOf) { records(where: { datasets: $d, near: $near }, asOf: $asOf, first: 100) { nodes { key } } }`,
        { d: [town.residents.id], near, asOf: { recorded } },
      );
      return records.nodes.length;
    };
    const before = await whereIs('x0');
    expect([before.location.longitude, await countNear()]).toEqual([filledIn[0], often]);
    const then = new Date().toISOString();
    const confirm = `mutation ($id: ID!) { done: confirmKnownProblem(id: $id, reason: "Filled in by the form") { state value } }`;
    expect((await town.ask(confirm, { id: points[0].id })).done).toEqual({
      ...{ state: 'LIVE', value: filledIn.join(',') },
    });
    // x1 is stated anew while its place is nobody's: what was stated before keeps it.
    const moved = { name: 'Xi 1', phone: '13912345678', address: `${streetOf(1)}2号`, at: filledIn };
    await state({ x1: moved, [`x${often}`]: { name: 'Xi', address: '澜州市万马路13号', at: filledIn } });
    for (const no of ['x0', `x${often}`])
      expect(await whereIs(no)).toMatchObject({
        ...{ cell: null },
        location: { longitude: null, originalLongitude: String(filledIn[0]), flags: ['placeholder'] },
      });
    expect(await countNear()).toBe(0);
    expect((await whereIs('y0')).location).toMatchObject({ longitude: tower[0], flags: [] });
    await town.ask(RELEASE, { id: points[0].id });
    expect([await whereIs('x0'), await countNear(), await countNear(then)]).toEqual([
      before,
      often + 1,
      often,
    ]);
  });
});
