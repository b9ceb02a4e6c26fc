import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, buildSmallTown, type SmallTown } from '../../api/small-town.ts';
import { walkPages } from '../../setup/walk-pages.ts';

let town: SmallTown;
/** What both registers state, by number: the next delivery of either states all of it. */
const residents = new Map<string, readonly [name: string, rid: string, since: string, until: string]>();
const owners = new Map<string, readonly [name: string, rid: string, since: string, until: string]>();

beforeAll(async () => {
  town = await buildSmallTown();
});

async function stateResident(no: string, name: string, since = '', until = ''): Promise<void> {
  residents.set(no, [name, no, since, until]);
  await deliverResidents();
}

async function deliverResidents(): Promise<void> {
  const rows = [...residents].map(([no, [name, rid, since, until]]) => [
    ...[no, name, '', `${town.tag}${rid}`, '', '', '', since, until],
  ]);
  await town.deliver(town.residents, rows);
}

async function stateOwner(no: string, name: string, since = '', until = ''): Promise<void> {
  owners.set(no, [name, no, since, until]);
  const rows = [...owners].map(([key, [owner, rid, from, to]]) => [
    ...[key, `${town.tag}-${key}`, owner, `${town.tag}${rid}`, from, to],
  ]);
  await town.deliver(town.vehicles, rows);
}

const SIDE = '{ department { id } claims { value preferred sources { original } } mentions { id role } }';
const DISCREPANCY = `id attribute kind severity state since openedBy closedAt closedBy closedReason period { from to }
  entity { id name discrepancies { id } } left ${SIDE} right ${SIDE}`;

async function listAll(states = '[OPEN, CLOSED]'): Promise<readonly Answer[]> {
  const { discrepancies } = await town.ask(
    `query ($d: [ID!]) { discrepancies(where: { departments: $d, states: ${states} }, first: 100) { nodes { ${DISCREPANCY} } } }`,
    { d: [town.residents.department.id] },
  );
  return discrepancies.nodes;
}

/** The discrepancies about one person, by the number that both registers know her by. */
async function listOf(no: string): Promise<readonly Answer[]> {
  const { records } = await town.ask(
    'query ($d: [ID!]) { records(where: { datasets: $d }, first: 200) { nodes { key mentions { id role } } } }',
    { d: [town.residents.id, town.vehicles.id] },
  );
  const ids = new Set(
    records.nodes
      .filter(({ key }: Answer) => key === no)
      .flatMap(({ mentions }: Answer) => mentions.map(({ id }: Answer) => id)),
  );
  return (await listAll()).filter(({ left, right }) =>
    [...left.mentions, ...right.mentions].some(({ id }: Answer) => ids.has(id)),
  );
}

async function consistencyOfNames(): Promise<Answer> {
  const { consistency } = await town.ask(
    'query ($d: [ID!]) { consistency(departments: $d) { left { id } right { id } attribute entityKind compared agree differ share } }',
    { d: [town.residents.department.id] },
  );
  return consistency.find(({ attribute }: Answer) => attribute === 'name');
}

describe('discrepancies', () => {
  it('open when a delivery brings them, with the claims of both sides, and close when one brings them into line', async () => {
    await stateResident('a1', '唐玉琴');
    await stateOwner('a1', '唐玉勤');
    const [found, ...more] = await listOf('a1');
    expect(more).toEqual([]);
    const original = (side: Answer) => side.claims.map(({ sources }: Answer) => sources[0].original);
    expect(found).toMatchObject({ attribute: 'name', kind: 'person-name', severity: 'HIGH', state: 'OPEN' });
    expect([original(found.left), original(found.right)]).toEqual([['唐玉琴'], ['唐玉勤']]);
    expect(found.left.department.id).toBe(town.residents.department.id);
    expect(found.openedBy).toMatch(/^d_/);
    expect(found.entity.discrepancies).toEqual([{ id: found.id }]);

    await stateOwner('a1', 'TANG YUQIN');
    const [closed] = await listOf('a1');
    expect(closed).toMatchObject({
      id: found.id,
      state: 'CLOSED',
      closedReason: 'AGREED',
      since: found.since,
    });
    expect(original(closed.right)).toEqual(['唐玉勤']);
    expect(closed.entity.discrepancies).toEqual([]);
  });

  it('stay one when a value changes and still differs, and end when one side is withdrawn', async () => {
    await stateResident('b1', '王小明');
    await stateOwner('b1', '李大山');
    const [found] = await listOf('b1');
    await stateOwner('b1', '李小山');
    const [changed] = await listOf('b1');
    expect(changed).toMatchObject({ id: found.id, state: 'OPEN', since: found.since });
    expect(changed.right.claims.map(({ sources }: Answer) => sources[0].original)).toEqual(['李小山']);
    residents.delete('b1');
    await deliverResidents();
    const { discrepancy } = await town.ask(
      'query ($id: ID!) { discrepancy(id: $id) { state closedReason } }',
      {
        id: found.id,
      },
    );
    expect(discrepancy).toEqual({ state: 'CLOSED', closedReason: 'NO_LONGER_STATED' });
  });

  it('are none where periods do not overlap', async () => {
    await stateResident('c1', '赵一', '2015-01-01', '2019-12-31');
    await stateOwner('c1', '钱二', '2020-01-01');
    expect(await listOf('c1')).toEqual([]);
  });

  it('end when a person splits the entity, and are there again under their ids when that is revoked', async () => {
    await stateResident('d1', '孙三');
    await stateOwner('d1', '周四');
    const [found] = await listOf('d1');
    const [a, b] = [found.left.mentions[0].id, found.right.mentions[0].id];
    const { judge } = await town.ask(
      'mutation ($a: ID!, $b: ID!) { judge(a: $a, b: $b, verdict: DIFFERENT, reason: "Two") { id } }',
      { a, b },
    );
    expect(await listOf('d1')).toMatchObject([
      { id: found.id, state: 'CLOSED', closedReason: 'IDENTITY_CHANGED', closedBy: judge.id },
    ]);
    await town.ask('mutation ($id: ID!) { revokeJudgement(id: $id, reason: "One") { id } }', judge);
    expect(await listOf('d1')).toMatchObject([{ id: found.id, state: 'OPEN', openedBy: judge.id }]);
  });

  it('go with their mentions to the entity that these are merged into', async () => {
    await stateResident('e1', '吴五');
    await stateOwner('e1', '郑六');
    const [found] = await listOf('e1');
    await stateResident('e2', '吴五');
    await stateOwner('e2', '吴五');
    await stateResident('e3', '吴五');
    const others = (
      await town.ask(
        'query ($d: [ID!]) { records(where: { datasets: $d }, first: 200) { nodes { key mentions { role entity { id } } } } }',
        { d: [town.residents.id] },
      )
    ).records.nodes;
    const entityOf = (no: string) =>
      others.find(({ key }: Answer) => key === no).mentions.find(({ role }: Answer) => role === 'resident')
        .entity.id;
    await town.ask('mutation ($e: [ID!]!) { mergeEntities(entities: $e, reason: "One") { id } }', {
      e: [entityOf('e1'), entityOf('e2'), entityOf('e3')],
    });
    const [merged] = (await listAll()).filter(({ id }) => id === found.id);
    expect(merged).toMatchObject({ state: 'OPEN', since: found.since, id: found.id });
    // The owners know nothing of the third number, so that the numbers differ as well.
    expect(merged.entity.discrepancies).toContainEqual({ id: found.id });
    expect(merged.entity.discrepancies).toHaveLength(2);
  });

  it('come in pages newest first through all states, each once however often its state is named', async () => {
    const all = await listAll();
    expect(new Set(all.map(({ state }) => state))).toEqual(new Set(['OPEN', 'CLOSED']));
    const newestFirst = [...all].sort(
      (a, b) => Date.parse(b.since) - Date.parse(a.since) || (a.id < b.id ? 1 : -1),
    );
    const ids = newestFirst.map(({ id }) => id);
    expect(all.map(({ id }) => id)).toEqual(ids);
    const paged = await walkPages(async (after) => {
      const { discrepancies } = await town.ask(
        `query ($d: [ID!], $after: String) {
          discrepancies(where: { departments: $d, states: [CLOSED, OPEN, CLOSED] }, first: 2, after: $after) {
            nodes { id } pageInfo { hasNextPage endCursor }
          }
        }`,
        { d: [town.residents.department.id], after },
      );
      return discrepancies;
    });
    expect(paged.map(({ id }: Answer) => id)).toEqual(ids);
  });

  it('show to nobody who may not see both sides', async () => {
    await stateResident('f1', '冯七');
    await stateOwner('f1', '陈八');
    const [found] = await listOf('f1');
    const own = { user: 'o', role: 'department', department: town.residents.department.id } as const;
    const query = `query ($id: ID!, $d: [ID!]) { discrepancy(id: $id) { id } discrepancies(where: { departments: $d }) { nodes { id } } }`;
    const variables = { id: found.id, d: [town.residents.department.id] };
    for (const caller of [own, { user: 'x', role: 'analyst', department: null } as const])
      expect(await town.ask(query, variables, caller, null)).toEqual({
        discrepancy: null,
        discrepancies: { nodes: [] },
      });
  });

  it('are counted by pair of departments and attribute as they come and go', async () => {
    const before = await consistencyOfNames();
    await stateResident('g1', '褚九');
    await stateResident('g2', '卫十');
    await stateOwner('g1', '褚九');
    await stateOwner('g2', '蒋一');
    const after = await consistencyOfNames();
    expect([after.compared - before.compared, after.differ - before.differ]).toEqual([2, 1]);
    await stateOwner('g2', '卫十');
    const closed = await consistencyOfNames();
    expect([closed.compared - after.compared, closed.differ - after.differ]).toEqual([0, -1]);
    expect(closed.share).toBeCloseTo(closed.agree / closed.compared);
    const open = (await listAll('[OPEN]')).filter(({ attribute }) => attribute === 'name');
    expect(closed.differ).toBe(open.length);
    const told = await town.ask(
      'query ($d: [ID!]) { consistency(departments: $d) { compared agree differ share } }',
      { d: [town.residents.department.id] },
      { user: 'r', role: 'auditor', department: null },
    );
    for (const { compared, agree, differ } of told.consistency)
      expect([compared % 5, agree % 5, differ % 5]).toEqual([0, 0, 0]);
  });
});
