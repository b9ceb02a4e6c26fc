import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readSigningKey } from '../../../src/chain/signing-key.ts';
import { verifyChains } from '../../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../../src/chain/witness.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { openTestGraph } from '../../setup/test-graph.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let graph: Graph;
let issuer: TestIssuer;
let server: TestServer;
let env: Readonly<Record<string, string>>;
beforeAll(async () => {
  graph = await openTestGraph();
  issuer = await startIssuer();
  env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
  server = await startTestServer(graph, env);
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await graph.close();
});

const token = (role: string, sub: string) =>
  tokenFor(issuer, {
    ...{ sub, role, department: 'housing', identifiers: ['cn.resident-id:x'] },
    exp: Date.now() / 1000 + 60,
  });

const LOG = `query Log($caller: String, $after: String, $first: Int, $during: During) {
  accessLog(caller: $caller, after: $after, first: $first, during: $during) {
    nodes { sequence at caller role kind operation fields outcome subjects size }
    pageInfo { hasNextPage endCursor }
  }
}`;
const Log = z.object({
  accessLog: z.object({
    nodes: z.array(
      z.object({
        sequence: z.number(),
        at: z.string(),
        caller: z.string(),
        role: z.string(),
        kind: z.string(),
        operation: z.string(),
        fields: z.array(z.string()),
        outcome: z.string(),
        subjects: z.array(z.string()),
        size: z.number(),
      }),
    ),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

async function readLog(variables: Record<string, unknown>) {
  const { data } = await server.ask(LOG, { variables, token: await token('auditor', 'auditor') });
  return Log.parse(data).accessLog;
}

describe('the log of access', () => {
  it('has an entry for every request that ran, before its answer is there, errors included', async () => {
    const caller = randomUUID();
    const bearer = await token('analyst', caller);
    await server.ask('query Who { me { user } }', { token: bearer });
    await server.ask('{ deliveries(first: 100000) { totalCount } }', { token: bearer });
    await server.ask('mutation { releaseDelivery(id: "d_none") { rows } }', { token: bearer });
    const { nodes } = await readLog({ caller });
    expect(nodes.map(({ kind, operation, fields, outcome }) => [kind, operation, fields, outcome])).toEqual([
      ['mutation', '', ['releaseDelivery'], expect.stringMatching(/FORBIDDEN|NOT_FOUND/)],
      ['query', '', ['deliveries'], 'BAD_INPUT'],
      ['query', 'Who', ['me'], 'OK'],
    ]);
  });

  it('writes nothing about what never ran', async () => {
    const caller = randomUUID();
    await server.ask('{ nothing }', { token: await token('analyst', caller) });
    expect((await readLog({ caller })).nodes).toEqual([]);
  });

  it('is paged, newest first, and can be asked for a time', async () => {
    const caller = randomUUID();
    const bearer = await token('analyst', caller);
    for (let index = 0; index < 3; index++) await server.ask('{ me { user } }', { token: bearer });
    const first = await readLog({ caller, first: 2 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const rest = await readLog({ caller, first: 2, after: first.pageInfo.endCursor });
    const all = [...first.nodes, ...rest.nodes].map(({ sequence }) => sequence);
    expect(all).toHaveLength(3);
    expect(all).toEqual([...all].sort((left, right) => right - left));
    const oldest = rest.nodes[0]?.at;
    const before = await readLog({ caller, during: { to: oldest } });
    expect(before.nodes).toEqual([]);
    expect((await readLog({ caller, during: { from: oldest } })).nodes).toHaveLength(3);
  });

  it('is for auditors, and reading it is written down', async () => {
    const caller = randomUUID();
    for (const role of ['analyst', 'bureau', 'department', 'reviewer', 'subject']) {
      const { codes } = await server.ask('{ accessLog { nodes { at } } }', {
        token: await token(role, caller),
      });
      expect(codes).toEqual(['FORBIDDEN']);
    }
    const auditor = randomUUID();
    await server.ask('{ accessLog(subject: "e_x") { nodes { at } } }', {
      token: await token('auditor', auditor),
    });
    const [own] = (await readLog({ caller: auditor })).nodes;
    expect(own).toMatchObject({ role: 'auditor', fields: ['accessLog'], subjects: ['e_x'] });
  });

  it('keeps an answer back that it cannot account for', async () => {
    let isBroken = false;
    const failing: Graph = {
      ...graph,
      writeOnce: (statement, params) =>
        isBroken ? Promise.reject(new Error('The disk is full')) : graph.writeOnce(statement, params),
    };
    const own = await startTestServer(failing, env);
    const bearer = await token('analyst', randomUUID());
    expect((await own.ask('{ me { user } }', { token: bearer })).codes).toEqual([]);
    isBroken = true;
    const refused = await own.ask('{ me { user } }', { token: bearer });
    expect(refused).toMatchObject({ status: 503, codes: ['LOG_UNAVAILABLE'] });
    expect(refused.data).toBeUndefined();
    isBroken = false;
    expect((await own.ask('{ me { user } }', { token: bearer })).codes).toEqual([]);
    await own.close();
  });

  it('verifies while servers write to it', async () => {
    const signed = await loadSignedHeads(server.audit, (await readSigningKey(server.audit.keyFile))?.id);
    const verdict = await verifyChains(graph, signed, { chain: 'access', onProgress: () => undefined });
    expect(verdict).toMatchObject({ found: 0 });
    expect(verdict.heads).toBeGreaterThan(0);
  });
});
