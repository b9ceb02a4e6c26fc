import { beforeAll, describe, expect, it } from 'vitest';
import { type Answer, buildSmallTown, type SmallTown } from './small-town.ts';

let town: SmallTown;
let before = '';
let left: string;
let right: string;

const ENTITY = `query ($id: ID!, $asOf: AsOf) { entity(id: $id, asOf: $asOf) {
  id name evidence mentions { nodes { record { key } } } identityEvents { type entities } } }`;

beforeAll(async () => {
  town = await buildSmallTown();
  const { tag } = town;
  const row = (no: string, rid: string) => [no, `${tag} Ming`, '', `${tag}${rid}`, '', '', '', '', ''];
  await town.deliver(town.residents, [row('1', 'A'), row('2', 'B'), row('3', 'B')]);
  const { lookup } = await town.ask(
    'query ($i: [IdentifierInput!]) { lookup(identifiers: $i) { entities { id } } }',
    { i: [{ value: `${tag}A` }, { value: `${tag}B` }] },
  );
  [left, right] = lookup.map(({ entities }: Answer) => entities[0].id);
  before = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await town.deliver(town.residents, [row('1', 'B'), row('2', 'B'), row('3', 'B')]);
});

describe('an id that was merged', () => {
  it('gives the survivor, by every road', async () => {
    const { entity } = await town.ask(ENTITY, { id: left });
    expect(entity).toMatchObject({ id: right, evidence: 3 });
    expect(entity.mentions.nodes.map(({ record }: Answer) => record.key).sort()).toEqual(['1', '2', '3']);
    expect(entity.identityEvents).toContainEqual({
      type: 'MERGED',
      entities: expect.arrayContaining([left, right]),
    });
    const answers = await town.ask(
      `query ($id: ID!) { node(id: $id) { id } lookup(ids: [$id]) { entities { id } }
        claims: entity(id: $id) { id claims { value } }
        timeline(entity: $id) { totalCount nodes { record { key } } }
        both: timeline(entities: [$id, $id]) { totalCount }
        hops: entity(id: $id) { id links { nodes { other { links { nodes { type } } } } } } }`,
      { id: left },
    );
    expect(answers).toMatchObject({
      node: { id: right },
      lookup: [{ entities: [{ id: right }] }],
      claims: { id: right },
      hops: { id: right },
    });
    expect(answers.claims.claims.length).toBeGreaterThan(0);
    expect(answers.timeline.nodes.map(({ record }: Answer) => record.key).sort()).toEqual(['1', '2', '3']);
    expect([answers.timeline.totalCount, answers.both.totalCount]).toEqual([3, 3]);
  });

  it('gives itself as of before', async () => {
    const { entity } = await town.ask(ENTITY, { id: left, asOf: { recorded: before } });
    expect(entity).toMatchObject({
      id: left,
      evidence: 1,
      mentions: { nodes: [{ record: { key: '1' } }] },
      identityEvents: [{ type: 'DECIDED', entities: [left] }],
    });
    const other = await town.ask(ENTITY, { id: right, asOf: { recorded: before } });
    expect(other.entity).toMatchObject({ id: right, evidence: 2 });
  });
});

describe('the events of an entity', () => {
  const EVENTS =
    'query ($id: ID!, $asOf: AsOf) { entity(id: $id, asOf: $asOf) { identityEvents { type at entities delivery { id } } } }';

  it('begin with its creation and tell of whatever joined it and left it, newest first, with the delivery', async () => {
    const { tag } = town;
    const row = (no: string, rid: string) => [no, `${tag} Hong`, '', `${tag}${rid}`, '', '', '', '', ''];
    const others = ['1', '2', '3'].map((no) => row(no, 'B'));
    const first = await town.deliver(town.residents, [...others, row('11', 'J')]);
    const { lookup } = await town.ask(
      'query ($i: [IdentifierInput!]) { lookup(identifiers: $i) { entities { id } } }',
      { i: [{ value: `${tag}J` }] },
    );
    const id = lookup[0].entities[0].id;
    const eventsOf = async (asOf?: Answer) => (await town.ask(EVENTS, { id, asOf })).entity.identityEvents;
    const decided = ({ delivery }: { readonly delivery: string }) => ({
      type: 'DECIDED',
      at: expect.any(String),
      entities: [id],
      delivery: { id: delivery },
    });
    expect(await eventsOf()).toEqual([decided(first)]);
    const second = await town.deliver(town.residents, [...others, row('11', 'J'), row('12', 'J')]);
    expect(await eventsOf()).toEqual([decided(second), decided(first)]);
    const third = await town.deliver(town.residents, [...others, row('11', 'J')]);
    const all = await eventsOf();
    expect(all).toEqual([decided(third), decided(second), decided(first)]);
    expect(await eventsOf({ recorded: all[1].at })).toEqual([decided(second), decided(first)]);
  });
});

describe('reading along', () => {
  it('gives what reading apart gives', async () => {
    const links = (
      extra: string,
    ) => `query ($id: ID!) { entity(id: $id) { links(first: 3) { nodes { type other {
      id ${extra} links(first: 2) { nodes { type support other { id kind } } pageInfo { hasNextPage endCursor } } } } } } }`;
    const page = (extra: string) => `query ($d: [ID!]) { entities(where: { datasets: $d }) { nodes { id name
      mentions(first: 1) { nodes { id name role recordedFrom ${extra} record { id key statedAt } } pageInfo { hasNextPage endCursor } } } } }`;
    const strip = (answer: Answer) =>
      JSON.parse(JSON.stringify(answer, (key, value) => (key === 'extra' ? undefined : value)));
    const { entities } = await town.ask(
      'query ($d: [ID!]) { entities(where: { datasets: $d, kind: Person }) { nodes { id } } }',
      {
        d: [town.residents.id],
      },
    );
    const id = entities.nodes[0].id;
    expect(strip(await town.ask(links(''), { id }))).toEqual(
      strip(await town.ask(links('extra: name'), { id })),
    );
    const d = [town.residents.id];
    expect(strip(await town.ask(page(''), { d }))).toEqual(
      strip(await town.ask(page('extra: attributes { name }'), { d })),
    );
  });
});
