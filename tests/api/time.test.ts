import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { walkPages } from '../setup/walk-pages.ts';
import { buildSmallTown, type SmallTown } from './small-town.ts';

let town: SmallTown;
/** Recorded times before and after each delivery. */
const at: Record<'nothing' | 'first' | 'second' | 'undone', string> = {
  nothing: '',
  first: '',
  second: '',
  undone: '',
};
let person = '';

const STATE = `query ($id: ID!, $asOf: AsOf) {
  entity(id: $id, asOf: $asOf) {
    id name evidence
    claims(attributes: ["phone", "name"]) { attribute value preferred sources { record { key statedAt } dataset { id } } }
    records { totalCount nodes { key recordedTo period { from to } } }
    links { totalCount nodes { type support other { kind name } period { from to } } }
    mentions { totalCount nodes { role name } }
    timeline { totalCount nodes { roles record { key } } }
    departments { id }
  }
}`;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  at.nothing = moment();
  await town.deliver(town.residents, [
    [
      '1',
      '王小明',
      '13800138001',
      `${tag}A`,
      '澜州市青埔区植物巷22号',
      '120.1',
      '30.1',
      '2010-01-01',
      '2020-01-01',
    ],
    ['2', '李雷', '13800138002', `${tag}B`, '澜州市青埔区植物巷22号', '120.2', '30.2', '2011-01-01', ''],
  ]);
  await town.deliver(town.vehicles, [['v1', `${tag}P1`, '王小明', `${tag}A`, '2015-05-01', '2018-05-01']]);
  at.first = moment();
  await pause();
  const second = await town.deliver(town.residents, [
    ['1', '王晓明', '13900139001', `${tag}A`, '澜州市红桥区大学路5号', '120.4', '30.4', '2010-01-01', ''],
  ]);
  at.second = moment();
  await pause();
  await undoDelivery(town.context, second.delivery);
  at.undone = moment();
  const found = await town.ask(
    'query ($v: String!) { lookup(identifiers: [{ value: $v }]) { entities { id } } }',
    {
      v: `${tag}a`,
    },
  );
  person = found.lookup[0].entities[0].id;
});

describe('as of a recorded time', () => {
  it('shows what is known now', async () => {
    const { entity } = await town.ask(STATE, { id: person });
    expect(entity).toMatchObject({ id: person, name: '王小明', evidence: 2 });
    expect(values(entity, 'phone')).toEqual(['+8613800138001']);
    expect(entity.records).toMatchObject({ totalCount: 2 });
    expect(linksOf(entity)).toEqual(['LIVES_AT 澜州市青埔区植物巷22号', `OWNS ${town.tag}P1`]);
    expect(entity.departments.map(({ id }: { id: string }) => id)).toEqual([
      `${town.tag}-registry`,
      `${town.tag}-traffic`,
    ]);
  });

  it('shows the same after an undo as before the delivery that was undone', async () => {
    const now = await town.ask(STATE, { id: person });
    const before = await town.ask(STATE, { id: person, asOf: { recorded: at.first } });
    expect(summary(before.entity)).toEqual(summary(now.entity));
    expect(before.entity.mentions).toMatchObject({ totalCount: 2 });
  });

  it('shows what the changed delivery said while it stood', async () => {
    const { entity } = await town.ask(STATE, { id: person, asOf: { recorded: at.second } });
    expect(entity.name).toBe('王晓明');
    expect(values(entity, 'phone')).toEqual(['+8613900139001']);
    // The register leads for names, so the vehicle register's older spelling comes second.
    expect(values(entity, 'name')).toEqual(['王晓明', '王小明']);
    expect(linksOf(entity)).toEqual(['LIVES_AT 澜州市红桥区大学路5号', `OWNS ${town.tag}P1`]);
    expect(entity.records.nodes.map(({ period }: { period: { to: string } }) => period.to).sort()).toEqual(
      [null, '2018-05-02T00:00:00Z'].sort(),
    );
  });

  it('knows nothing before the first delivery', async () => {
    expect(await town.ask(STATE, { id: person, asOf: { recorded: at.nothing } })).toEqual({ entity: null });
  });

  it('gives a record that stood then and not now, with its mentions and rows of then', async () => {
    const query = `query ($id: ID!, $asOf: AsOf) { record(id: $id, asOf: $asOf) {
      key recordedTo rows mentions { role name entity { name } } versions { version rows } } }`;
    const { records } = await town.ask(
      'query ($d: [ID!]) { records(where: { datasets: $d }) { nodes { id key } } }',
      { d: [town.residents.id] },
    );
    const second = records.nodes.find(({ key }: { key: string }) => key === '2');
    const ended = await town.ask(query, { id: second.id, asOf: { recorded: at.second } });
    expect(ended.record).toBeNull();
    const { record } = await town.ask(query, { id: second.id, asOf: { recorded: at.first } });
    expect(record).toMatchObject({ key: '2', rows: [{ name: '李雷' }] });
    expect(
      record.mentions.map(({ role, name }: { role: string; name: string }) => `${role} ${name}`),
    ).toEqual(['home 澜州市青埔区植物巷22号', 'resident 李雷']);
    const now = await town.ask(query, { id: second.id });
    expect(now.record.versions.length).toBeGreaterThan(1);
  });

  it('looks an identifier up as it was known then', async () => {
    const query = `query ($i: [IdentifierInput!], $asOf: AsOf) { lookup(identifiers: $i, asOf: $asOf) { entities { id name } } }`;
    const { tag } = town;
    const find = async (recorded: string | null, valid: string | null = null) => {
      const i = [{ value: `${tag}A` }, { scheme: `local.${tag}`, value: `${tag}B` }];
      const { lookup } = await town.ask(query, { i, asOf: { recorded, valid } });
      return lookup.map(({ entities }: { entities: { name: string }[] }) => entities.map(({ name }) => name));
    };
    expect(await find(at.nothing)).toEqual([[], []]);
    expect(await find(at.first)).toEqual([['王小明'], ['李雷']]);
    expect(await find(at.second)).toEqual([['王晓明'], []]);
    expect(await find(null)).toEqual([['王小明'], ['李雷']]);
    expect(await find(at.first, '2021-01-01')).toEqual([[], ['李雷']]);
    expect(await find(at.second, '2021-01-01')).toEqual([['王晓明'], []]);
    expect(await find(at.first, '2010-06-01')).toEqual([['王小明'], []]);
  });

  it('finds by the number that was borne then, and not by another attribute of its text', async () => {
    const other = await buildSmallTown();
    // A quote and a backslash: the text of attributes writes both otherwise.
    const texts = ['王小七', '王"七', '王\\七'];
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const deliverWith = async (last: string) => {
      const numbers = texts.map((text) => `${text}${last}`);
      const rows = texts.map((text, index) => [
        ...[String(index), quoted(text), '', quoted(numbers[index] ?? ''), '澜州市红桥区大学路5号'],
        ...['', '', '', ''],
      ]);
      await other.deliver(other.residents, rows);
    };
    await deliverWith('');
    const before = moment();
    await pause();
    await deliverWith('九');
    const find = async (recorded: string, last: string) => {
      const scheme = `local.${other.tag}`;
      const { lookup } = await other.ask(
        'query ($i: [IdentifierInput!], $asOf: AsOf) { lookup(identifiers: $i, asOf: $asOf) { entities { id } } }',
        { i: texts.map((text) => ({ scheme, value: `${text}${last}` })), asOf: { recorded } },
      );
      return lookup.map(({ entities }: { entities: readonly unknown[] }) => entities.length);
    };
    expect([await find(before, ''), await find(before, '九')]).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    const after = moment();
    await pause();
    await deliverWith('十');
    expect([await find(after, ''), await find(after, '九')]).toEqual([
      [0, 0, 0],
      [1, 1, 1],
    ]);
  });

  it('lists the records that stood then', async () => {
    const query = `query ($d: [ID!], $asOf: AsOf) { records(where: { datasets: $d }, asOf: $asOf) {
      totalCount nodes { key } } }`;
    const count = async (recorded: string | null) =>
      (await town.ask(query, { d: [town.residents.id], asOf: { recorded } })).records.totalCount;
    expect([
      await count(at.nothing),
      await count(at.first),
      await count(at.second),
      await count(null),
    ]).toEqual([0, 2, 1, 2]);
  });

  it('finds the records where they were then', async () => {
    const query = `query ($where: RecordFilter, $asOf: AsOf, $after: String) {
      records(where: $where, asOf: $asOf, first: 1, after: $after) { totalCount nodes { key cell } pageInfo { endCursor } } }`;
    const at120 = { longitude: 120.1, latitude: 30.1, radiusMeters: 500 };
    const at1204 = { longitude: 120.4, latitude: 30.4, radiusMeters: 500 };
    const datasets = [town.residents.id];
    const find = async (where: object, recorded: string | null, after: string | null = null) =>
      (await town.ask(query, { where: { ...where, datasets }, asOf: { recorded }, after })).records;
    const keys = async (where: object, recorded: string | null) => {
      const { nodes, totalCount } = await find(where, recorded);
      expect(nodes).toHaveLength(totalCount);
      return nodes.map(({ key }: { key: string }) => key);
    };
    const times = [at.nothing, at.first, at.second, at.undone, null];
    const here = await Promise.all(times.map((time) => keys({ near: at120 }, time)));
    expect(here).toEqual([[], ['1'], [], ['1'], ['1']]);
    const there = await Promise.all(times.map((time) => keys({ near: at1204 }, time)));
    expect(there).toEqual([[], [], ['1'], [], []]);
    const [{ cell }] = (await find({ near: at1204 }, at.second)).nodes;
    const inCell = await Promise.all(times.map((time) => keys({ cell }, time)));
    expect(inCell).toEqual(there);
    const both = { near: { longitude: 120.15, latitude: 30.15, radiusMeters: 20_000 } };
    const one = await find(both, at.first);
    const other = await find(both, at.first, one.pageInfo.endCursor);
    expect(one.totalCount).toBe(2);
    expect([...one.nodes, ...other.nodes].map(({ key }) => key).sort()).toEqual(['1', '2']);
  });

  it('knows of a dataset from the instant on at which the first of it was recorded', async () => {
    const { datasets } = await loadCatalogue(town.context);
    const since = datasets.get(town.vehicles.id)?.recordedFrom ?? 0;
    const count = async (time: number) => {
      const asOf = { recorded: new Date(time).toISOString() };
      const found = await town.ask(
        'query ($d: [ID!], $asOf: AsOf) { records(where: { datasets: $d }, asOf: $asOf) { totalCount } entities(where: { datasets: $d }, asOf: $asOf, orderBy: { by: ID }) { totalCount } }',
        { d: [town.vehicles.id], asOf },
      );
      return [found.records.totalCount, found.entities.totalCount];
    };
    expect(await count(since - 1)).toEqual([0, 0]);
    // The vehicle and its owner.
    expect(await count(since)).toEqual([1, 2]);
    const read = 'MATCH (s:Dataset {id: $id}) RETURN s.recordedFrom.epochMillis AS since';
    await onStore('MATCH (s:Dataset {id: $id}) SET s.recordedFrom = NULL', { id: town.vehicles.id });
    await migrateAgain(town.graph, '029');
    expect(await onStore(read, { id: town.vehicles.id })).toEqual([{ since }]);
  });
});

describe('as of a valid time', () => {
  it('leaves out what was not so then', async () => {
    const { entity } = await town.ask(STATE, { id: person, asOf: { valid: '2019-01-01' } });
    expect(linksOf(entity)).toEqual(['LIVES_AT 澜州市青埔区植物巷22号']);
    expect(entity.records).toMatchObject({ totalCount: 1, nodes: [{ key: '1' }] });
    expect(values(entity, 'phone')).toEqual(['+8613800138001']);
    const later = await town.ask(STATE, { id: person, asOf: { valid: '2021-01-01' } });
    expect(later.entity).toMatchObject({ claims: [], links: { totalCount: 0 }, records: { totalCount: 0 } });
  });

  it('works beside a recorded time', async () => {
    const asOf = { valid: '2021-01-01', recorded: at.second };
    const { entity } = await town.ask(STATE, { id: person, asOf });
    expect(linksOf(entity)).toEqual(['LIVES_AT 澜州市红桥区大学路5号']);
  });

  it('lists the entities of which something held then', async () => {
    const query = `query ($where: EntityFilter, $orderBy: EntityOrder, $asOf: AsOf) {
      entities(where: $where, orderBy: $orderBy, asOf: $asOf) { totalCount nodes { name } } }`;
    const list = async (valid: string, options: object = {}, recorded: string | null = null) => {
      const where = { kind: 'Person', datasets: [town.residents.id] };
      const variables = { where, asOf: { valid, recorded }, ...options };
      const { totalCount, nodes } = (await town.ask(query, variables)).entities;
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ name }: { name: string }) => name).sort();
    };
    const byId = { orderBy: { by: 'ID' } };
    for (const options of [{}, byId, { orderBy: { by: 'NAME', direction: 'DESC' } }]) {
      expect(await list('2005-01-01', options)).toEqual([]);
      expect(await list('2010-06-01', options)).toEqual(['王小明']);
      expect(await list('2019-01-01', options)).toEqual(['李雷', '王小明'].sort());
      expect(await list('2021-01-01', options)).toEqual(['李雷']);
    }
    expect(await list('2021-01-01', byId, at.first)).toEqual(['李雷']);
    expect(await list('2021-01-01', byId, at.second)).toEqual(['王晓明']);
    const vehicles = { where: { kind: 'Thing', type: 'vehicle', departments: [`${town.tag}-traffic`] } };
    expect(await list('2016-01-01', vehicles)).toEqual([`${town.tag}P1`]);
    expect(await list('2020-01-01', vehicles)).toEqual([]);
  });

  it('walks a large dataset past the entities of which nothing held then', async () => {
    const datasets = ['social-security/insured'];
    const query = `query ($where: EntityFilter, $by: EntityOrderField!, $asOf: AsOf, $after: String) {
      entities(where: $where, orderBy: { by: $by }, asOf: $asOf, first: 500, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }`;
    const list = async (by: string, valid: string | null, recorded: string | null) => {
      const variables = { where: { kind: 'Person', datasets }, by, asOf: { valid, recorded } };
      const read = async (after: string | null) => (await town.ask(query, { ...variables, after })).entities;
      return (await walkPages<{ readonly id: string }>(read)).map(({ id }) => id).sort();
    };
    const of = `MATCH (m:Mention {kind: 'Person'})-[x:REFERS_TO]->(e:Entity) WHERE m.dataset IN $datasets AND x.endedBy IS NULL`;
    const rows = await onStore(
      `${of} WITH m ORDER BY m.validFrom RETURN collect(toString(m.validFrom)) AS starts`,
      {
        datasets,
      },
    );
    const valid: string = rows[0]?.starts[Math.floor(rows[0]?.starts.length / 2)];
    const held = await onStore(
      `${of} AND m.validFrom <= datetime($valid) AND m.validTo > datetime($valid) RETURN DISTINCT e.id AS id`,
      { datasets, valid },
    );
    const ids = held.map(({ id }) => String(id)).sort();
    expect(await list('NAME', valid, null)).toEqual(ids);
    expect(await list('ID', valid, null)).toEqual(ids);
    expect(await list('ID', valid, at.nothing)).toEqual(ids);
    expect((await list('ID', null, null)).length).toBeGreaterThan(ids.length);
  });

  it('narrows a timeline', async () => {
    const { entity } = await town.ask(
      `query ($id: ID!) { entity(id: $id) {
        all: timeline { nodes { roles period { from } record { key } } }
        some: timeline(during: { from: "2018-06-01" }) { totalCount nodes { record { key } } } } }`,
      { id: person },
    );
    expect(
      entity.all.nodes.map(({ record, roles }: { record: { key: string }; roles: string[] }) => [
        record.key,
        roles,
      ]),
    ).toEqual([
      ['1', ['resident']],
      ['v1', ['owner']],
    ]);
    expect(entity.some).toEqual({ totalCount: 1, nodes: [{ record: { key: '1' } }] });
  });
});

function moment(): string {
  return new Date().toISOString();
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

function values(entity: { claims: { attribute: string; value: string }[] }, name: string): readonly string[] {
  return entity.claims.filter(({ attribute }) => attribute === name).map(({ value }) => value);
}

function linksOf(entity: {
  links: { nodes: { type: string; other: { name: string } }[] };
}): readonly string[] {
  return entity.links.nodes.map(({ type, other }) => `${type} ${other.name}`).sort();
}

function summary(entity: Parameters<typeof linksOf>[0] & Parameters<typeof values>[0] & { name: string }) {
  return {
    name: entity.name,
    phones: values(entity, 'phone'),
    names: values(entity, 'name'),
    links: linksOf(entity),
  };
}
