import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeMatter, findMatter } from '../../../src/access/matter-store.ts';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { loadSettings } from '../../../src/settings.ts';
import { parseAnswer, startTestServer, type TestServer } from '../../api/server/test-server.ts';
import { openTestMatter } from '../../setup/test-matter.ts';
import { type AttackedTown, startAttackedTown, tokenOf } from './attacked-town.ts';

/** Longer than a matter that was found open counts as open. */
const LONG = 1_100;

let town: AttackedTown;
let ann: string;
let owner: string;
beforeAll(async () => {
  town = await startAttackedTown();
  ann = await town.tokenOf('analyst', 'ann');
  owner = await town.tokenOf('department', 'ann', town.department);
});
afterAll(() => town.close());

const PAGE = `query P($d: [ID!], $m: ID, $after: String) {
  entities(where: { datasets: $d }, orderBy: { by: ID }, first: 1, after: $after, matter: $m) {
    nodes { claims { value } } pageInfo { endCursor hasNextPage } } }`;

describe('a matter that is closed', () => {
  it('during a walk through pages ends it, and its cursors show nothing more without it', async () => {
    const m = await open();
    const first = await town.server.ask(PAGE, { variables: { d: [town.dataset], m }, token: ann });
    const { endCursor: after, hasNextPage } = JSON.parse(JSON.stringify(first.data)).entities.pageInfo;
    expect([first.codes, hasNextPage]).toEqual([[], true]);
    await close(m);
    const next = await town.server.ask(PAGE, { variables: { d: [town.dataset], m, after }, token: ann });
    expect([next.codes, next.data ?? null]).toEqual([['MATTER_UNUSABLE'], null]);
    const bare = await town.server.ask(PAGE, { variables: { d: [town.dataset], after }, token: ann });
    const hidden = (['internal', 'personal', 'sensitive'] as const).flatMap((one) => town.canariesOf(one));
    expect(hidden.filter((canary) => JSON.stringify(bare).toLowerCase().includes(canary))).toEqual([]);
  });

  it('while an answer is being made keeps the whole answer back, and the log says so', async () => {
    const m = await open();
    const { server, end } = await startSlowServer(() => close(m));
    const query = `query Slow($d: [ID!], $m: ID) { departments(matter: $m) { id } records(where: { datasets: $d }, matter: $m) { nodes { rows } } }`;
    const options = {
      variables: { d: [town.dataset], m },
      token: await tokenOf(server.home, 'analyst', 'ann'),
    };
    const { codes, data } = await server.ask(query, options);
    expect([codes, data ?? null]).toEqual([['MATTER_UNUSABLE'], null]);
    const auditor = await tokenOf(server.home, 'auditor');
    const log = await server.ask(
      'query L($m: ID) { accessLog(under: $m, first: 1) { nodes { operation outcome } } }',
      {
        variables: { m },
        token: auditor,
      },
    );
    expect(log.data).toEqual({ accessLog: { nodes: [{ operation: 'Slow', outcome: 'MATTER_UNUSABLE' }] } });
    await end();
  });

  it('before its last byte stops an upload that names it: nothing is delivered', async () => {
    const m = await open();
    const parts = ['no,label,desk,person,number,phone,illness\n', '5,a,b,c,d,,e\n'];
    const body = new ReadableStream({
      async pull(controller) {
        const part = parts.shift();
        if (part === undefined) {
          // The upload has begun by now.
          await new Promise((done) => setTimeout(done, 500));
          await close(m);
          await new Promise((done) => setTimeout(done, LONG));
          controller.close();
        } else controller.enqueue(Buffer.from(part));
      },
    });
    const before = await countDeliveries();
    const address = `${town.server.url}/deliveries?dataset=${encodeURIComponent(town.dataset)}&mode=INCREMENT`;
    const response = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${owner}`, 'x-jingwei-matter': m, 'content-type': 'text/csv' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(await parseAnswer(response)).toMatchObject({ status: 403, codes: ['MATTER_UNUSABLE'] });
    expect(await countDeliveries()).toBe(before);
  });

  it.each(['submitRecords', 'an upload'])('before it begins refuses %s that names it', async (what) => {
    const m = await open();
    await close(m);
    const before = await countDeliveries();
    const headers = { authorization: `Bearer ${owner}`, 'x-jingwei-matter': m };
    const push = {
      query: 'mutation S($d: ID!, $r: [JSON!]!) { submitRecords(dataset: $d, rows: $r) { rows } }',
      variables: { d: town.dataset, r: [{ no: '6' }] },
    };
    const response = await (what === 'submitRecords'
      ? fetch(`${town.server.url}/graphql`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(push),
        })
      : fetch(`${town.server.url}/deliveries?dataset=${encodeURIComponent(town.dataset)}`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'text/csv' },
          body: 'no\n6\n',
        }));
    expect((await parseAnswer(response)).codes).toEqual(['MATTER_UNUSABLE']);
    expect(await countDeliveries()).toBe(before);
  });
});

const context = () => ({ graph: town.graph, settings: loadSettings({}), clock: Date.now });

function open(): Promise<string> {
  return openTestMatter(context(), { datasets: [town.dataset], people: ['ann'] });
}

async function close(id: string): Promise<void> {
  const matter = await findMatter(context(), id);
  if (matter === null) throw new Error('There is no such matter');
  await changeMatter(context(), { ...matter, state: 'CLOSED' });
}

/** A server whose root field `departments` takes long, and does something meanwhile. */
async function startSlowServer(
  meanwhile: () => Promise<void>,
): Promise<{ readonly server: TestServer; end(): Promise<void> }> {
  const schema = buildSchema();
  const field = schema.getQueryType()?.getFields().departments;
  const resolve = field?.resolve;
  if (field === undefined || resolve === undefined) throw new Error('There is no such field');
  field.resolve = async (...args) => {
    const result: unknown = await resolve(...args);
    await meanwhile();
    await new Promise((done) => setTimeout(done, LONG));
    return result;
  };
  const server = await startTestServer(town.graph, {}, schema);
  return { server, end: () => server.close() };
}

async function countDeliveries(): Promise<string> {
  const query = 'query C($d: ID) { deliveries(dataset: $d) { totalCount } }';
  const { data } = await town.server.ask(query, { variables: { d: town.dataset }, token: owner });
  return JSON.stringify(data);
}
