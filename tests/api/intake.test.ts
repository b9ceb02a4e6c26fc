import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { type Answer, BUREAU, buildSmallTown, type SmallTown } from './small-town.ts';

let town: SmallTown;
let first: DeliveryReport;
let registry: Caller;
let traffic: Caller;
const ANALYST: Caller = { user: 'a', role: 'analyst', department: null };
const APP: Caller = {
  ...{ user: 'p', role: 'app', department: null },
  app: {
    ...{ id: 'p', name: 'Pusher', department: null, costPerMinute: 1_000 },
    scopes: [
      { action: 'read', datasets: '*' },
      { action: 'submit', datasets: '*' },
    ],
  },
};

const resident = (no: string, more: Record<string, unknown> = {}) => ({
  no,
  name: `${town.tag} ${no}`,
  ...more,
});
const SUBMIT = `mutation ($dataset: ID!, $rows: [JSON!]!) { submitRecords(dataset: $dataset, rows: $rows) {
  rows accepted unchanged versions quarantined ended held delivery { id kind state dataset { id } }
  quarantine { id line rule column value reason row state } } }`;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  registry = { user: 'r', role: 'department', department: `${tag}-registry` };
  traffic = { user: 't', role: 'department', department: `${tag}-traffic` };
  first = await town.deliver(town.residents, [
    ['1', `${tag} 1`, '13800138001', `${tag}1`, '', '120.10', '30.10', '2010-01-01', '2012-01-01'],
    ['2', `${tag} 2`, '13800138002', `${tag}2`, '', '120.20', '30.20', '2015-01-01', ''],
    ['3', '', '13800138003', `${tag}3`, '', '', '', '', ''],
    ['4', `${tag} 4`, '13800138004', `${tag}4`, '', '', '', 'soon', ''],
  ]);
  await town.deliver(town.vehicles, [['v1', `${tag}P1`, `${tag} 1`, `${tag}1`, '2015-05-01', '2018-05-01']]);
});

describe('datasets and departments', () => {
  it('tell what they are', async () => {
    const { dataset, department, node } = await town.ask(
      `query ($id: ID!, $department: ID!) {
        dataset(id: $id) { id name sharing contract mapping recordCount department { id } latestDelivery { id state } deliveries { totalCount } }
        department(id: $department) { name datasets { id } }
        node(id: $id) { __typename id } }`,
      { id: town.residents.id, department: `${town.tag}-registry` },
    );
    expect(dataset).toMatchObject({
      sharing: 'conditional',
      recordCount: 2,
      latestDelivery: { id: first.delivery, state: 'APPLIED' },
    });
    expect(dataset.contract).toBe(town.residents.contractText);
    expect(department.datasets).toEqual([{ id: town.residents.id }]);
    expect(node).toEqual({ __typename: 'Dataset', id: town.residents.id });
    const nothing = await town.ask(
      '{ dataset(id: "a/b") { id } department(id: "a") { id } entity(id: "e_x") { id } record(id: "r_x") { id } delivery(id: "d_x") { id } }',
    );
    expect(nothing).toEqual({ dataset: null, department: null, entity: null, record: null, delivery: null });
  });
});

describe('node', () => {
  it('gives every kind of object by its id', async () => {
    const { records, quarantine } = await town.ask(
      `query ($d: ID!) { records(where: { datasets: [$d] }) { nodes { id mentions { id entity { id } } } } quarantine(dataset: $d) { nodes { id } } }`,
      { d: town.residents.id },
    );
    const [record] = records.nodes;
    const resident = record.mentions.find(({ entity }: Answer) => entity !== null);
    const ids = [
      record.id,
      resident.id,
      resident.entity.id,
      first.delivery,
      quarantine.nodes[0].id,
      `${town.tag}-registry`,
    ];
    const names = [];
    for (const id of ids)
      names.push((await town.ask('query ($id: ID!) { node(id: $id) { __typename id } }', { id })).node);
    expect(names).toEqual(
      ['Record', 'Mention', 'Entity', 'Delivery', 'QuarantinedRow', 'Department'].map(
        (__typename, index) => ({ __typename, id: ids[index] }),
      ),
    );
    expect(await town.ask('{ node(id: "m_x") { id } }')).toEqual({ node: null });
  });
});

describe('records', () => {
  const keys = async (where: object): Promise<readonly string[]> => {
    const { records } = await town.ask(
      'query ($where: RecordFilter) { records(where: $where) { totalCount nodes { key } } }',
      {
        where: { departments: [`${town.tag}-registry`, `${town.tag}-traffic`], ...where },
      },
    );
    expect(records.totalCount).toBe(records.nodes.length);
    return records.nodes.map(({ key }: Answer) => key).sort();
  };

  it('are found by dataset, period, distance and cell', async () => {
    const { records } = await town.ask(
      'query ($d: [ID!]) { records(where: { datasets: $d }) { nodes { key cell location { longitude flags } } } }',
      {
        d: [town.residents.id],
      },
    );
    const one = records.nodes.find(({ key }: Answer) => key === '1');
    expect(one.location).toEqual({ longitude: 120.1, flags: [] });
    expect(await keys({})).toEqual(['1', '2', 'v1']);
    expect(await keys({ during: { from: '2011-01-01', to: '2011-06-01' } })).toEqual(['1']);
    expect(await keys({ during: { from: '2017-01-01' } })).toEqual(['2', 'v1']);
    expect(await keys({ near: { longitude: 120.1, latitude: 30.1, radiusMeters: 500 } })).toEqual(['1']);
    expect(await keys({ near: { longitude: 120.15, latitude: 30.15, radiusMeters: 20_000 } })).toEqual([
      '1',
      '2',
    ]);
    expect(await keys({ cell: one.cell })).toEqual(['1']);
    expect(await keys({ cell: one.cell.toUpperCase() })).toEqual(['1']);
  });

  it.each([
    '{ cell: "x" }',
    '{ cell: "8f2830828052d25" }',
    '{ near: { longitude: 200, latitude: 0, radiusMeters: 1 } }',
    '{ near: { longitude: 0, latitude: 0, radiusMeters: 1000000 } }',
  ])('refuse %s', async (where) => {
    expect(await town.refuse(`{ records(where: ${where}) { nodes { id } } }`)).toEqual(['BAD_INPUT']);
  });
});

describe('deliveries and quarantine', () => {
  it('page, newest first', async () => {
    const query = `query ($d: ID, $after: String) { deliveries(dataset: $d, first: 1, after: $after) {
      totalCount nodes { id kind state rows accepted quarantined heldReasons { code } } pageInfo { hasNextPage endCursor } } }`;
    const { deliveries } = await town.ask(query, { d: town.residents.id });
    const last = deliveries.nodes[0];
    expect(last).toMatchObject({ state: expect.any(String), kind: expect.any(String) });
    const again = await town.ask(query, { d: town.vehicles.id });
    expect(again.deliveries).toMatchObject({ totalCount: 1, pageInfo: { hasNextPage: false } });
    expect(await town.refuse(query, { d: town.vehicles.id, after: deliveries.pageInfo.endCursor })).toEqual([
      'CURSOR_INVALID',
    ]);
  });

  it('show why rows wait', async () => {
    const { quarantine } = await town.ask(
      `query ($d: ID) { quarantine(delivery: $d) { totalCount nodes { line rule column reason state row delivery { id } dataset { id } } } }`,
      { d: first.delivery },
    );
    expect(quarantine.totalCount).toBe(2);
    expect(quarantine.nodes.map(({ line, rule, column }: Answer) => [line, rule, column]).sort()).toEqual([
      [4, 'required', 'name'],
      [5, 'type', 'since'],
    ]);
    expect(quarantine.nodes.find(({ line }: Answer) => line === 5).row).toMatchObject({
      no: '4',
      since: 'soon',
    });
  });

  it('are shown to a department only of its own datasets', async () => {
    const query = `query ($id: ID!, $q: ID!) {
      deliveries { nodes { dataset { id } } } quarantine { nodes { dataset { id } } } delivery(id: $id) { id } node(id: $q) { id } }`;
    const { quarantine } = await town.ask('query ($d: ID) { quarantine(dataset: $d) { nodes { id } } }', {
      d: town.residents.id,
    });
    const variables = { id: first.delivery, q: quarantine.nodes[0].id };
    const own = await town.ask(query, variables, registry);
    expect(new Set(own.deliveries.nodes.map(({ dataset }: Answer) => dataset.id))).toEqual(
      new Set([town.residents.id]),
    );
    expect(own.delivery).not.toBeNull();
    const other = await town.ask(query, variables, traffic);
    expect(other).toMatchObject({ quarantine: { nodes: [] }, delivery: null, node: null });
    expect(new Set(other.deliveries.nodes.map(({ dataset }: Answer) => dataset.id))).toEqual(
      new Set([town.vehicles.id]),
    );
  });
});

describe('mutations', () => {
  it('push rows through the same door', async () => {
    const rows = [
      resident('p1', { lng: 120.5, lat: 30.5 }),
      resident('p2', { since: 'never' }),
      { no: 'p3' },
    ];
    const { submitRecords } = await town.ask(SUBMIT, { dataset: town.residents.id, rows }, APP, town.matter);
    expect(submitRecords).toMatchObject({ rows: 3, accepted: 1, quarantined: 2, held: false });
    expect(submitRecords.delivery).toMatchObject({
      kind: 'PUSH',
      state: 'APPLIED',
      dataset: { id: town.residents.id },
    });
    expect(submitRecords.quarantine).toHaveLength(2);
    const again = await town.ask(SUBMIT, { dataset: town.residents.id, rows: rows.slice(0, 1) }, registry);
    expect(again.submitRecords).toMatchObject({ accepted: 0, unchanged: 1 });
  });

  it.each([
    ['no object', ['x']],
    ['a number too large to be exact', [{ no: 2 ** 60 }]],
    ['no rows', []],
  ])('refuse %s', async (_, rows) => {
    expect(await town.refuse(SUBMIT, { dataset: town.residents.id, rows })).toEqual(['BAD_INPUT']);
  });

  it('say which columns the contract does not name', async () => {
    const push =
      'mutation ($dataset: ID!, $rows: [JSON!]!) { submitRecords(dataset: $dataset, rows: $rows) { accepted notes } }';
    const dataset = town.residents.id;
    const known = await town.ask(push, { dataset, rows: [resident('n1')] });
    expect(known.submitRecords).toEqual({ accepted: 1, notes: [] });
    const rows = [resident('n2', { foo: 1 }), resident('n3', { foo: 2, bar: null })];
    const { submitRecords } = await town.ask(push, { dataset, rows });
    expect(submitRecords).toEqual({
      accepted: 2,
      notes: ['The contract names no column foo, bar: kept as sent, and read by nothing'],
    });
  });

  it('retry and dismiss rows that wait', async () => {
    const { submitRecords } = await town.ask(SUBMIT, {
      dataset: town.residents.id,
      rows: [resident('q1', { since: 'never' }), resident('q2', { since: 'never' })],
    });
    const [one, two] = submitRecords.quarantine;
    const RETRY =
      'mutation ($id: ID!, $c: JSON!) { retryQuarantined(id: $id, corrections: $c) { accepted quarantined delivery { kind } } }';
    expect(await town.refuse(RETRY, { id: one.id, c: { since: ['2020'] } })).toEqual(['BAD_INPUT']);
    expect(await town.refuse(RETRY, { id: one.id, c: { nothing: '1' } })).toEqual(['BAD_INPUT']);
    const { retryQuarantined } = await town.ask(RETRY, { id: one.id, c: { since: '2020-01-01' } });
    expect(retryQuarantined).toEqual({ accepted: 1, quarantined: 0, delivery: { kind: 'RETRY' } });
    expect(await town.refuse(RETRY, { id: one.id, c: {} })).toEqual(['QUARANTINE_STATE']);
    const DISMISS =
      'mutation ($ids: [ID!]!, $reason: String!) { dismissQuarantined(ids: $ids, reason: $reason) }';
    expect(await town.refuse(DISMISS, { ids: [two.id], reason: ' ' })).toEqual(['BAD_INPUT']);
    expect(await town.ask(DISMISS, { ids: [two.id], reason: 'test' })).toEqual({ dismissQuarantined: 1 });
    expect(await town.ask(DISMISS, { ids: [two.id], reason: 'test' })).toEqual({ dismissQuarantined: 0 });
    expect(await town.refuse(DISMISS, { ids: ['q_x'], reason: 'test' })).toEqual(['NOT_FOUND']);
  });

  it('undo a delivery, and show it undone in the same answer', async () => {
    const { submitRecords } = await town.ask(SUBMIT, {
      dataset: town.vehicles.id,
      rows: [{ no: 'v9', plate: `${town.tag}P9` }],
    });
    const id = submitRecords.delivery.id;
    const { undoDelivery } = await town.ask(
      'mutation ($id: ID!) { undoDelivery(id: $id) { ended delivery { kind } } }',
      { id },
    );
    expect(undoDelivery).toMatchObject({ ended: 1, delivery: { kind: 'UNDO' } });
    expect(await town.ask('query ($id: ID!) { delivery(id: $id) { state } }', { id })).toEqual({
      delivery: { state: 'UNDONE' },
    });
    expect(await town.refuse('mutation ($id: ID!) { undoDelivery(id: $id) { rows } }', { id })).toEqual([
      'DELIVERY_STATE',
    ]);
    expect(await town.refuse('mutation ($id: ID!) { releaseDelivery(id: $id) { rows } }', { id })).toEqual([
      'DELIVERY_STATE',
    ]);
    expect(await town.refuse('mutation { dismissDelivery(id: "d_x") { rows } }')).toEqual(['NOT_FOUND']);
  });

  it('are done by whom they are for', async () => {
    const dataset = town.residents.id;
    const rows = [resident('z1')];
    expect(await town.refuse(SUBMIT, { dataset, rows }, ANALYST)).toEqual(['FORBIDDEN']);
    expect(await town.refuse(SUBMIT, { dataset, rows }, traffic)).toEqual(['DATASET_UNKNOWN']);
    expect(await town.refuse(SUBMIT, { dataset: 'a/b', rows })).toEqual(['DATASET_UNKNOWN']);
    const undo = 'mutation ($id: ID!) { undoDelivery(id: $id) { rows } }';
    for (const caller of [ANALYST, APP])
      expect(await town.refuse(undo, { id: first.delivery }, caller)).toEqual(['FORBIDDEN']);
    expect(await town.refuse(undo, { id: first.delivery }, traffic)).toEqual(['NOT_FOUND']);
    expect(await town.refuse(undo, { id: first.delivery }, registry)).toEqual(['DELIVERY_NOT_LATEST']);
    expect(await town.ask('{ me { user role department } }', {}, registry)).toEqual({ me: { ...registry } });
    expect(await town.ask('{ me { role } }', {}, BUREAU)).toEqual({ me: { role: 'bureau' } });
  });
});

describe('instants', () => {
  it.each([
    '2025',
    '2025-02-31',
    'now',
    '2025-01-01T00:00',
    '2025-01-01 00:00:00Z',
    '9999-12-31T23:59:59-10:00',
  ])('refuses %s', async (recorded) => {
    expect(
      (
        await town.refuse('query ($r: DateTime) { entity(id: "e_x", asOf: { recorded: $r }) { id } }', {
          r: recorded,
        })
      ).length,
    ).toBe(1);
  });
});
