import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listItems } from '../../../src/api/exports/list-items.ts';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { type Answer, buildWatchedTown, type WatchedTown } from '../../correlate/watched-town.ts';
import { openTestMatter } from '../../setup/test-matter.ts';
import { startTestServer, type TestServer } from '../server/test-server.ts';

const EXPORTER = `exporter-${randomUUID()}`;
const HERE = { longitude: 121.31, latitude: 34.61 };
let town: WatchedTown;
let server: TestServer;
let people: ReadonlyMap<string, string>;
let matter: string;
let issuer: TestIssuer;
let analyst: string;
let auditor: string;

const seen = (no: string, who: readonly string[], at: string) => ({ no, who, place: 'gate', ...HERE, at });
const ROWS = [
  seen('s1', ['ann', 'bo'], '2024-02-29T10:00:00'),
  seen('s2', ['bo'], '2024-02-29T10:03:00'),
  seen('s3', ['ann'], '2024-03-01T08:00:00'),
];

beforeAll(async () => {
  town = await buildWatchedTown();
  await town.sightings(ROWS);
  await town.ties([{ no: 'k1', a: 'ann', b: 'bo', since: '2020-01-01', until: '' }]);
  people = await town.idsOf(['ann', 'bo']);
  issuer = await startIssuer();
  const env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
  server = await startTestServer(town.graph, env);
  const claims = { department: 'any', identifiers: [], exp: Date.now() / 1000 + 600 };
  analyst = await tokenFor(issuer, { ...claims, sub: EXPORTER, role: 'analyst' });
  auditor = await tokenFor(issuer, { ...claims, sub: 'auditor', role: 'auditor' });
  matter = await openTestMatter(town.context, { datasets: town.datasets, people: [EXPORTER] });
});
afterAll(async () => {
  await server.close();
  await issuer.close();
});

const post = (path: string, body: unknown, under: string | null = matter, bearer = analyst) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${bearer}`,
      ...(under === null ? {} : { 'x-jingwei-matter': under }),
    },
    body: JSON.stringify(body),
  });
const QUESTION = `query ($ann: ID!, $bo: ID!, $point: PositionInput!) {
  near(point: $point, radiusMeters: 100) { totalCount nodes { at certainty record { id key location { longitude latitude } } entities { id } } }
  timeline(entity: $ann) { nodes { at record { id key } } }
  encounters(entity: $ann) { totalCount encounters { at entity { id } distanceMeters record { id } } }
  companions(entity: $ann) { companions { entity { id } observed expected pValue } }
  paths(from: $ann, to: $bo) { paths { cost entities { id } links { type from { id } to { id } } } }
  neighbourhood(entity: $ann) { neighbours { entity { id } hops } }
  density(bounds: { west: 121.3, south: 34.6, east: 121.32, north: 34.62 }) { cell count }
}`;
const variables = () => ({ ann: people.get('ann'), bo: people.get('bo'), point: HERE });
const exported = async (format: string, body: unknown = { query: QUESTION, variables: variables() }) => {
  const response = await post(`/export?format=${format}`, body);
  return { response, text: await response.text() };
};

describe('an export', () => {
  it('holds what GraphQL answers, whatever its format', async () => {
    const { data } = (await (
      await post('/graphql', { query: QUESTION, variables: variables() })
    ).json()) as Answer;
    const expected = listItems(data);
    expect(expected.items.length).toBeGreaterThan(10);
    const ndjson = await exported('ndjson');
    const [head, ...items] = ndjson.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items).toEqual(expected.items);
    expect(head.jingwei.beside).toEqual(expected.beside);
    expect(head.jingwei).toMatchObject({ format: 'ndjson', matter, ofToday: [] });
    expect(head.jingwei.deliveries.map(({ dataset }: Answer) => dataset)).toEqual(
      expect.arrayContaining(town.datasets.slice(0, 1)),
    );
    const geojson = await exported('geojson');
    expect(geojson.response.headers.get('content-type')).toContain('application/geo+json');
    expect(JSON.parse(geojson.text).features.length).toBe(expected.items.length);
    const csv = await exported('csv');
    expect(csv.response.headers.get('content-disposition')).toBe('attachment; filename="jingwei.csv"');
    expect(csv.text.split('\n').length).toBe(expected.items.length + 3);
    expect((await exported('graphml')).text).toContain(
      `source="${people.get('ann')}" target="${people.get('bo')}"`,
    );
  });

  it('says of which lists it holds a page, and what follows', async () => {
    const first = `query ($ann: ID!, $point: PositionInput!, $after: String) {
      near(point: $point, radiusMeters: 100, first: 2, after: $after) { nodes { record { key } entities { id records(first: 1) { nodes { id } } } } }
      timeline(entity: $ann, last: 1) { nodes { record { key } } }
    }`;
    const heads: Answer[] = [];
    const keys: string[] = [];
    // What follows is asked for by the question that the file has: it is fixed to a time, and cursors to their list.
    let query = first;
    for (let after: string | null = null; heads.length === 0 || after !== null; ) {
      const { text } = await exported('ndjson', { query, variables: { ...variables(), after } });
      const [head, ...items] = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      query = head.jingwei.query;
      heads.push(head.jingwei.leftOut);
      const near = items.filter(({ root }: Answer) => root === 'near');
      keys.push(...near.map(({ item }: Answer) => item.record.key));
      expect(JSON.stringify(items)).not.toContain('pageInfo');
      after = head.jingwei.leftOut.find(({ path }: Answer) => path === 'near')?.after ?? null;
    }
    expect(keys).toEqual(['s1', 's2', 's3']);
    expect(heads[0].map(({ path }: Answer) => path)).toEqual([
      'near',
      'near.nodes.entities.records',
      'timeline',
    ]);
    // Whoever was seen there was seen elsewhere, or again: ann, bo and the gate, then bo and the gate.
    expect(heads[0][1]).toMatchObject({ lists: 5, after: null, before: null });
    expect(heads[0].find(({ path }: Answer) => path === 'timeline')).toMatchObject({
      after: null,
      before: expect.any(String),
    });
    for (const format of ['csv', 'geojson', 'graphml'])
      expect((await exported(format, { query, variables: variables() })).text).toContain('leftOut');
    const own = await exported('ndjson', {
      query: first.replace('last: 1) { nodes', 'last: 1) { pageInfo { hasNextPage } nodes'),
      variables: variables(),
    });
    expect(JSON.parse(own.text.split('\n')[0] ?? '').jingwei.beside.timeline.pageInfo.hasNextPage).toBe(
      false,
    );
  });

  it('says of lists without pages that they are not whole, and of none that is', async () => {
    const query = `query ($ann: ID!, $bo: ID!, $first: Int!) {
      encounters(entity: $ann, first: $first) { encounters { at } }
      companions(entity: $ann, first: 1) { companions { observed } }
      neighbourhood(entity: $ann, first: $first) { neighbours { hops links { records(first: $first) { key } } } }
      paths(from: $ann, to: $bo, first: $first) { paths { cost } }
    }`;
    const read = async (first: number) => {
      const { text } = await exported('ndjson', { query, variables: { ...variables(), first } });
      const [{ jingwei }, ...items] = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(jingwei.beside).toEqual({});
      return { leftOut: jingwei.leftOut, items };
    };
    const some = await read(1);
    expect(some.leftOut.map(({ path, certainty }: Answer) => `${path} ${certainty}`)).toEqual(
      expect.arrayContaining(['encounters CERTAIN', 'neighbourhood.neighbours.links.records POSSIBLE']),
    );
    expect((await read(20)).leftOut).toEqual([]);
  });

  it('goes on where a page that was asked for at /graphql ended', async () => {
    const query = `query ($ann: ID!, $after: String, $next: String) {
      timeline(entity: $ann, first: 1, after: $after) { pageInfo { endCursor } nodes { record { key } } }
      entity(id: $ann) { records(first: 1, after: $next) { pageInfo { endCursor } nodes { key } } }
    }`;
    const ask = async (given: object) =>
      ((await (await post('/graphql', { query, variables: { ...variables(), ...given } })).json()) as Answer)
        .data;
    const start = await ask({});
    const given = {
      after: start.timeline.pageInfo.endCursor,
      next: start.entity.records.pageInfo.endCursor,
    };
    const second = await ask(given);
    const { text } = await exported('ndjson', { query, variables: { ...variables(), ...given } });
    const [{ jingwei }, ...items] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items.map(({ item }: Answer) => item)).toEqual([
      ...second.timeline.nodes,
      expect.objectContaining({ records: expect.objectContaining({ nodes: second.entity.records.nodes }) }),
    ]);
    // The export's own question goes on with its own cursors, as of its time.
    const own = jingwei.leftOut.find(({ path }: Answer) => path === 'timeline')?.before;
    expect(own).toEqual(expect.any(String));
    const back = await post('/graphql', {
      query: jingwei.query
        .replace(/first: 1,?\s+after: \$after/, `last: 1, before: "${own}"`)
        .replace('$after: String, ', ''),
      variables: { ann: people.get('ann'), next: given.next },
    });
    expect(((await back.json()) as Answer).data.timeline.nodes).toEqual(start.timeline.nodes);
    const other = await exported('ndjson', {
      query: query.replace('entity: $ann, first', `entity: "${people.get('bo')}", first`),
      variables: { ...variables(), ...given },
    });
    expect(JSON.parse(other.text).errors[0].extensions.code).toBe('CURSOR_INVALID');
  });

  it('asked again gives the same, whatever was delivered since', async () => {
    const read = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
    const [{ jingwei }, ...items] = read((await exported('ndjson')).text);
    await town.sightings([...ROWS.slice(1), seen('s9', ['ann', 'bo'], '2024-02-29T10:01:00')]);
    const [, ...now] = read((await exported('ndjson')).text);
    expect(now).not.toEqual(items);
    const { query, variables: asked } = jingwei;
    const [again, ...same] = read((await exported('ndjson', { query, variables: asked })).text);
    expect(same).toEqual(items);
    expect(again.jingwei.query).toBe(query);
    const { data } = (await (await post('/graphql', { query, variables: asked })).json()) as Answer;
    expect(listItems(data).items).toEqual(items);
    await town.sightings(ROWS);
  });

  it('shows no more than the answer would, and is in the log', async () => {
    // Of these datasets alone: what is withheld of others may change between the two.
    const body = {
      query: `query ($point: PositionInput!, $datasets: [ID!]!) {
        near(point: $point, radiusMeters: 100, datasets: $datasets) { totalCount nodes { record { key rows } } }
      }`,
      variables: { point: HERE, datasets: town.datasets },
    };
    const plain = (await (await post('/graphql', body, null)).json()) as Answer;
    const response = await post('/export?format=ndjson', body, null);
    const [head, ...items] = (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(items).toEqual(listItems(plain.data).items);
    expect(head.jingwei.redactions).toEqual(plain.extensions?.redactions ?? []);
    const { accessLog } = (
      (await (
        await post(
          '/graphql',
          { query: `{ accessLog(caller: "${EXPORTER}", first: 100) { nodes { kind fields } } }` },
          null,
          auditor,
        )
      ).json()) as Answer
    ).data;
    expect(accessLog.nodes).toContainEqual({ kind: 'export', fields: ['near'] });
  });

  it('of a question that fails is its error, and no file', async () => {
    const unknown = await exported('csv', {
      query: '{ entity(id: "e_none") { id } timeline(entity: "e_none") { totalCount } }',
    });
    expect(JSON.parse(unknown.text).errors[0].extensions.code).toBe('NOT_FOUND');
    const codes = async (path: string, body: unknown) =>
      ((await (await post(path, body)).json()) as Answer).errors?.[0]?.extensions?.code;
    expect(await codes('/export?format=csv', { query: '{ nothing }' })).toBe('QUERY_INVALID');
    expect(await codes('/export?format=xml', { query: '{ me { role } }' })).toBe('BAD_INPUT');
    expect(await codes('/export', { query: '{ me { role } }' })).toBe('BAD_INPUT');
    expect(await codes('/export?format=csv', {})).toBe('BAD_INPUT');
    expect(
      await codes('/export?format=csv', {
        query: 'mutation { submitRecords(dataset: "a", rows: []) { rows } }',
      }),
    ).toBe('BAD_INPUT');
    expect((await fetch(`${server.url}/export?format=csv`)).status).toBe(405);
  });
});
