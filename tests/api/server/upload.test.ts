import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { request as openRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Graph } from '../../../src/graph/graph.ts';
import { listRecentDeliveries } from '../../../src/intake/delivery-store.ts';
import { registerTestApp } from '../../access/test-app.ts';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { intakeContext } from '../../setup/intake-context.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { registerTestDataset, type TestDataset } from './test-dataset.ts';
import { parseAnswer, startTestServer, type TestServer } from './test-server.ts';

const FILE = 'no,name\n1,Noodles\n2,Tea\n,Nameless\n';

let graph: Graph;
let server: TestServer;
let dataset: TestDataset;
beforeAll(async () => {
  graph = await openTestGraph();
  server = await startTestServer(graph, { JINGWEI_UPLOAD_BYTES: '200k' });
});
beforeEach(async () => {
  dataset = await registerTestDataset(graph);
});
afterAll(async () => {
  await server.close();
  await graph.close();
});

const upload = (
  parameters: Record<string, string>,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) => fetch(`${server.url}/deliveries?${new URLSearchParams(parameters)}`, { method: 'POST', body, headers });
const listDeliveries = () => listRecentDeliveries(intakeContext(graph), dataset.id);
const listSpooled = () => (existsSync(server.spool) ? readdirSync(server.spool) : []);

const UPLOADER = `upload-${randomUUID()}`;

describe('an uploaded file', () => {
  it('goes through the door that the command line uses, and its report comes back', async () => {
    const response = await upload({ dataset: dataset.id }, FILE);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      ...{ dataset: dataset.id, rows: 3, accepted: 2, quarantined: 1, unchanged: 0, held: false },
    });
    const again = await upload({ dataset: dataset.id }, FILE);
    expect(await again.json()).toMatchObject({ rows: 3, accepted: 0, unchanged: 2 });
    expect(listSpooled()).toEqual([]);
  });

  it('is kept as it came, whatever its headers call it', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
    const response = await upload({ dataset: dataset.id }, gzipSync(FILE), headers);
    expect(await response.json()).toMatchObject({ rows: 3, accepted: 2 });
  });

  it('may say its mode and its date, and is held when a newer one was applied', async () => {
    await upload({ dataset: dataset.id, statedAt: '2026-02-01' }, FILE);
    const more = { mode: 'INCREMENT', statedAt: '2026-01-31T23:00:00+08:00' };
    const response = await upload({ dataset: dataset.id, ...more }, 'no,name\n3,Books\n');
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ held: true, heldReasons: [{ code: 'OLDER' }] });
    expect((await listDeliveries())[0]).toMatchObject({
      state: 'HELD',
      statedAt: '2026-01-31T15:00:00Z',
    });
  });

  it.each<[string, Record<string, string>, string, number]>([
    ['without a dataset', {}, 'BAD_INPUT', 400],
    ['of an unknown dataset', { dataset: 'no/such' }, 'DATASET_UNKNOWN', 404],
    ['with an unknown mode', { dataset: 'a/b', mode: 'HALF' }, 'BAD_INPUT', 400],
    ['with a date that is none', { dataset: 'a/b', statedAt: 'yesterday' }, 'BAD_INPUT', 400],
    ['with a misspelled parameter', { dataset: 'a/b', statedat: '2026-01-01' }, 'BAD_INPUT', 400],
  ])('%s is refused', async (_what, parameters, code, status) => {
    expect(await parseAnswer(await upload(parameters, FILE))).toMatchObject({ codes: [code], status });
  });

  it('that is no table is refused with the reason', async () => {
    const answer = await parseAnswer(await upload({ dataset: dataset.id }, ''));
    expect(answer.status).toBe(422);
    expect(answer.codes[0]).toMatch(/^FILE_/);
  });

  it('that declares to be too large is refused before it is read', async () => {
    const answer = await parseAnswer(await upload({ dataset: dataset.id }, 'x'.repeat(300_000)));
    expect(answer).toMatchObject({ codes: ['LIMIT_EXCEEDED'], status: 413 });
  });

  it('that turns out to be too large leaves nothing behind', async () => {
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        if (sent > 20) controller.close();
        else controller.enqueue(new TextEncoder().encode('1,x\n'.repeat(5_000)));
      },
    });
    const response = await fetch(`${server.url}/deliveries?dataset=${dataset.id}`, {
      ...{ method: 'POST', body, duplex: 'half' },
    });
    expect(await parseAnswer(response)).toMatchObject({ codes: ['LIMIT_EXCEEDED'], status: 413 });
    expect(await listDeliveries()).toEqual([]);
    expect(listSpooled()).toEqual([]);
  });

  it('whose client leaves half way is not delivered at all', async () => {
    const client = openRequest(`${server.url}/deliveries?dataset=${dataset.id}`, { method: 'POST' });
    client.on('error', () => undefined);
    client.write('no,name\n1,Noodles\n');
    await expect.poll(listSpooled).toHaveLength(1);
    client.destroy();
    await expect.poll(listSpooled).toEqual([]);
    expect(await listDeliveries()).toEqual([]);
    await expect.poll(() => server.log.some((line) => line.includes('CLIENT_GONE'))).toBe(true);
  });

  it('is counted', async () => {
    await upload({ dataset: dataset.id }, FILE);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    expect(metrics).toMatch(/jingwei_intake_rows_total\{outcome="accepted"\} [1-9]/);
    expect(metrics).toMatch(/jingwei_requests_total\{kind="upload",code="OK"\} [1-9]/);
    expect(metrics).not.toContain(dataset.department);
  });
});

describe('who may upload', () => {
  let issuer: TestIssuer;
  let guarded: TestServer;
  beforeAll(async () => {
    issuer = await startIssuer();
    const env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
    guarded = await startTestServer(graph, env);
    await registerTestApp(graph, UPLOADER, ['submit:*']);
  });
  afterAll(async () => {
    await guarded.close();
    await issuer.close();
  });

  const uploadAs = async (claims: Record<string, string> | undefined) => {
    const token = claims && (await tokenFor(issuer, { sub: 'u1', exp: Date.now() / 1000 + 60, ...claims }));
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const address = `${guarded.url}/deliveries?dataset=${dataset.id}`;
    const response = await fetch(address, { method: 'POST', body: FILE, headers });
    return { status: response.status, text: await response.text() };
  };

  it('the bureau, and the department that owns the dataset', async () => {
    expect((await uploadAs({ role: 'bureau' })).status).toBe(200);
    expect((await uploadAs({ role: 'department', department: dataset.department })).status).toBe(200);
  });

  it.each<[string, Record<string, string> | undefined, string, number]>([
    ['nobody', undefined, 'UNAUTHENTICATED', 401],
    ['an analyst', { role: 'analyst' }, 'FORBIDDEN', 403],
    ['an app', { role: 'app', sub: UPLOADER }, 'FORBIDDEN', 403],
    ['another department', { role: 'department', department: 'other' }, 'DATASET_UNKNOWN', 404],
  ])('not %s', async (_who, claims, code, status) => {
    const answer = await uploadAs(claims);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(code);
    expect(await listDeliveries()).toEqual([]);
  });
});
