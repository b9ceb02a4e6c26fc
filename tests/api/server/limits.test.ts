import { type GraphQLSchema, getOperationAST, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { measureQuery } from '../../../src/api/server/measure-query.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { loadSettings } from '../../../src/settings.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { buildTestSchema } from './test-schema.ts';
import { parseAnswer, startTestServer, type TestServer } from './test-server.ts';

function measure(schema: GraphQLSchema, query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation === undefined || operation === null) throw new Error('no operation');
  return measureQuery({ schema, document, operation, variables });
}

describe('the measure of a query', () => {
  const schema = buildTestSchema('measure');

  it.each<[string, number, number]>([
    ['{ hello }', 1, 0],
    ['{ things(first: 5) { totalCount } }', 2, 1],
    ['{ things(first: 5) { nodes { id name } } }', 3, 1 + 5],
    ['{ things { nodes { id } } }', 3, 1 + 20],
    ['{ things(first: 5) { nodes { tags { id } } } }', 4, 1 + 5 * (1 + 3)],
    ['{ things(first: 5) { nodes { parts(first: 7) { nodes { id } } } } }', 5, 1 + 5 * (1 + 1 + 7)],
    ['{ a: things(first: 5) { nodes { id } } b: things(first: 6) { nodes { id } } }', 3, 2 + 5 + 6],
    ['{ things(first: 5) { ... { ...P } } } fragment P on ThingPage { nodes { id } }', 3, 1 + 5],
    ['{ __schema { types { name } } }', 1, 1_000],
  ])('%s', (query, depth, cost) => {
    expect(measure(schema, query)).toEqual({ depth, cost });
  });

  it.each<[Record<string, unknown>, number]>([
    [{ n: 400 }, 401],
    [{}, 51],
    [{ n: null }, 21],
    [{ n: -3 }, 1],
  ])('counts a page size in a variable: %j', (variables, cost) => {
    const query = 'query Q($n: Int = 50) { things(first: $n) { nodes { id } } }';
    expect(measure(schema, query, variables).cost).toBe(cost);
  });

  it('of fragments that double each time is had in a moment', () => {
    const fragments = Array.from(
      { length: 40 },
      (_, i) =>
        `fragment F${i} on Thing { tags { thing { ...F${i + 1} } } parts { nodes { ...F${i + 1} } } }`,
    );
    const query = `{ things { nodes { ...F0 } } } ${fragments.join(' ')} fragment F40 on Thing { id }`;
    expect(measure(schema, query).cost).toBeGreaterThan(1e9);
  });

  it.each([
    [
      'a page of 50 with claims, links and departments',
      `{ entities(first: 50) { nodes { id name claims { value sources { original department { name } } }
         links(first: 10) { nodes { type other { name } } } departments { name } } } }`,
      {},
    ],
    [
      'a lookup of 10,000 identifiers',
      'query L($i: [IdentifierInput!]) { lookup(identifiers: $i) { asked entities { id name } } }',
      { i: Array.from({ length: 10_000 }, (_, i) => ({ value: String(i) })) },
    ],
  ])('lets %s pass by the limits as they are set', (_what, query, variables) => {
    const { limits } = loadSettings({});
    const { depth, cost } = measure(buildSchema(), query, variables);
    expect(depth).toBeLessThanOrEqual(limits.maxDepth);
    expect(cost).toBeLessThanOrEqual(limits.maxCost);
  });
});

describe('limits of a server', () => {
  let graph: Graph;
  let server: TestServer;
  beforeAll(async () => {
    graph = await openTestGraph();
    const env = { JINGWEI_MAX_DEPTH: '6', JINGWEI_MAX_COST: '5000' };
    server = await startTestServer(graph, env, buildTestSchema('limits'));
  });
  afterAll(async () => {
    await server.close();
    await graph.close();
  });

  it.each<[string, string, string]>([
    ['too deep', '{ things { nodes { tags { thing { tags { thing { id } } } } } } }', 'QUERY_TOO_DEEP'],
    [
      'too costly',
      '{ things(first: 100) { nodes { parts(first: 100) { nodes { id } } } } }',
      'QUERY_TOO_COSTLY',
    ],
    ['one field under many names', `{ ${names(201)} }`, 'QUERY_TOO_LARGE'],
    ['many directives', `{ hello ${'@include(if: true) '.repeat(101)} }`, 'QUERY_INVALID'],
    ['many directives on many fields', `{ ${directed(101)} }`, 'QUERY_TOO_LARGE'],
    ['many tokens', `{ ${'hello '.repeat(9_000)} }`, 'QUERY_INVALID'],
    ['the schema many times over', `{ ${schemas(6)} }`, 'QUERY_TOO_COSTLY'],
  ])('%s is refused', async (_what, query, code) => {
    const { codes, status, data } = await server.ask(query);
    expect(codes[0]).toBe(code);
    expect(status).toBe(400);
    expect(data ?? null).toBeNull();
  });

  it('several requests in one are refused', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: '{ hello }' }, { query: '{ hello }' }]),
    });
    expect(await parseAnswer(response)).toMatchObject({ status: 400, codes: ['QUERY_INVALID'] });
  });

  it('a page size in a variable does not get around the cost', async () => {
    const query = 'query Q($n: Int) { things(first: $n) { nodes { parts { nodes { id } } } } }';
    expect((await server.ask(query, { variables: { n: 10 } })).codes).toEqual([]);
    const { errors } = await server.ask(query, { variables: { n: 10_000 } });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', details: { limit: 5_000 } });
  });
});

const list = (count: number, write: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => write(i)).join(' ');
function names(count: number): string {
  return list(count, (i) => `a${i}: hello`);
}
function directed(count: number): string {
  return list(count, (i) => `${i < 150 ? `a${i}: ` : ''}hello @include(if: true)`);
}
function schemas(count: number): string {
  return list(count, (i) => `a${i}: __schema { queryType { name } }`);
}
