import { getNamedType, getNullableType, isListType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { readAskedFields } from '../../../src/api/exports/asked-fields.ts';
import { readLeftOut } from '../../../src/api/exports/left-out.ts';
import { askForEnds, endFieldsOf, mostOf } from '../../../src/api/exports/list-ends.ts';
import type { JsonObject } from '../../../src/api/exports/list-items.ts';

const schema = buildSchema();
const fields = Object.values(schema.getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field }))
    : [],
);
const LENGTHS = ['first', 'longest'];
/** What tells how many there are beyond those that were asked for; that it was cut elsewhere (`isCut`) does not. */
const TELL = ['pageInfo', 'totalCount', 'hasMore', 'leftOut'];

const read = (query: string, data: JsonObject, variables: Record<string, unknown> = {}) =>
  readLeftOut(data, readAskedFields(schema, { query, variables, operationName: null }));
const pathsOf = (query: string, data: JsonObject, variables: Record<string, unknown> = {}) =>
  read(query, data, variables).leftOut.map(({ path, certainty }) => `${path} ${certainty}`);

describe('a list of the schema', () => {
  it.each(fields.filter(({ field }) => field.args.some(({ name }) => LENGTHS.includes(name))))(
    '$name that is asked for some of tells whether it is whole',
    ({ field }) => {
      if (isListType(getNullableType(field.type))) expect(mostOf(field, { first: 7, longest: 7 })).toBe(7);
      else expect(endFieldsOf(getNamedType(field.type)).some((name) => TELL.includes(name))).toBe(true);
    },
  );

  it.each(
    fields.filter(
      ({ field }) =>
        isListType(getNullableType(field.type)) && /at most [\d,]+/.test(field.description ?? ''),
    ),
  )('$name that has a bound declares it', ({ field }) => {
    // Of what a question names there are as many answers.
    if (field.args.some(({ type }) => isListType(getNullableType(type))) && mostOf(field, {}) === null)
      return;
    const said = /at most ([\d,]+)/.exec(field.description ?? '')?.[1]?.replaceAll(',', '');
    expect(mostOf(field, {})).toBe(Number(said));
  });
});

describe('what an export leaves out', () => {
  it.each([
    ['encounters', '{ encounters(entity: "e", first: 1) { encounters { at } } }', 'totalCount isCut'],
    ['companions', '{ companions(entity: "e") { companions { observed } } }', 'totalCount isCut'],
    [
      'paths',
      '{ paths(from: "a", to: "b") { ...p } } fragment p on Paths { paths { cost } }',
      'hasMore cutBy',
    ],
    ['neighbourhood', '{ neighbourhood(entity: "e") { neighbours { hops } } }', 'leftOut'],
    ['compare', '{ compare(entity: "e", asOfA: {}, asOfB: {}) { links { change } } }', 'isCut'],
  ])('is asked of %s, and taken out of the answer', (root, query, names) => {
    const asked = askForEnds(schema, query);
    for (const name of names.split(' ')) expect(asked).toContain(name);
    const told = {
      totalCount: 0,
      isCut: false,
      hasMore: false,
      cutBy: [],
      leftOut: { entities: 0, isCut: false },
    };
    const list = /\{ (\w+) \{ \w+ \} \}/.exec(query)?.[1] ?? 'paths';
    expect(read(query, { [root]: { [list]: [], ...told } })).toEqual({
      data: { [root]: { [list]: [] } },
      leftOut: [],
    });
  });

  it('costs nothing where no list is asked for', () => {
    expect(askForEnds(schema, '{ deliveries { nodes { entityEvents { created } } } }')).not.toContain(
      'isCut',
    );
  });

  it('is what totals and flags say', () => {
    const one = '{ encounters(entity: "e", first: 1) { n: totalCount encounters { at } } }';
    const encounters = (totalCount: number, isCut: boolean) => ({
      encounters: { n: totalCount, totalCount, isCut, encounters: [{ at: '2024' }] },
    });
    expect(pathsOf(one, encounters(14, false))).toEqual(['encounters CERTAIN']);
    expect(pathsOf(one, encounters(1, true))).toEqual(['encounters CERTAIN']);
    expect(read(one, encounters(1, false))).toEqual({
      data: { encounters: { n: 1, encounters: [{ at: '2024' }] } },
      leftOut: [],
    });
    const paths = '{ p: paths(from: "a", to: "b") { hasMore paths { cost } } }';
    const found = { hasMore: false, paths: [{ cost: 1 }] };
    expect(read(paths, { p: { ...found, cutBy: ['TIME'] } })).toMatchObject({
      data: { p: found },
      leftOut: [{ path: 'p', lists: 1, certainty: 'CERTAIN', after: null, before: null }],
    });
    expect(pathsOf(paths, { p: { ...found, hasMore: true, cutBy: [] } })).toEqual(['p CERTAIN']);
    const around = '{ neighbourhood(entity: "e", first: 1) { leftOut { hubs } neighbours { hops } } }';
    const neighbourhood = (entities: number) => ({
      neighbourhood: { leftOut: { hubs: 2, entities, isCut: false }, neighbours: [{ hops: 1 }] },
    });
    expect(pathsOf(around, neighbourhood(16))).toEqual(['neighbourhood CERTAIN']);
    expect(read(around, neighbourhood(0))).toEqual({
      data: { neighbourhood: { leftOut: { hubs: 2 }, neighbours: [{ hops: 1 }] } },
      leftOut: [],
    });
  });

  it('may be more of a plain list that is as long as it may be', () => {
    const areas = 'query ($first: Int! = 2) { areas(name: "a", first: $first) { code } }';
    const two = { areas: [{ code: '1' }, { code: '2' }] };
    expect(pathsOf(areas, two)).toEqual(['areas POSSIBLE']);
    expect(pathsOf(areas, two, { first: 3 })).toEqual([]);
    const ofLinks = `{ entity(id: "e") { links { nodes { records(first: 1) { key } } } occasions { minutes } } }`;
    const links = { nodes: [{ records: [{ key: 'a' }] }, { records: [] }, { records: [{ key: 'b' }] }] };
    const hundred = Array.from({ length: 100 }, () => ({ minutes: 1 }));
    expect(read(ofLinks, { entity: { links, occasions: hundred } }).leftOut).toEqual([
      { path: 'entity.links.nodes.records', lists: 2, certainty: 'POSSIBLE', after: null, before: null },
      { path: 'entity.occasions', lists: 1, certainty: 'POSSIBLE', after: null, before: null },
    ]);
  });

  it('is looked for in no value, and leaves what asks about the schema', () => {
    const query =
      '{ __typename s: __schema { queryType { name } } node(id: "r") { __typename ... on Record { rows } } }';
    const data = {
      ...{ __typename: 'Query', s: { queryType: { name: 'Query' } } },
      node: { __typename: 'Record', rows: [{ pageInfo: 'a column', isCut: true }] },
    };
    expect(read(query, data)).toEqual({ data, leftOut: [] });
  });
});
