import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { buildSmallTown, type SmallTown } from '../small-town.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let town: SmallTown;
let issuer: TestIssuer;
let server: TestServer;
beforeAll(async () => {
  town = await buildSmallTown();
  const address = '"<script>alert(1)</script>路1号"';
  await town.deliver(town.residents, [
    ['1', '王小明', '<b>139</b>', `${town.tag}A`, address, '', '', '2020-01-01', ''],
  ]);
  issuer = await startIssuer();
  const env = { JINGWEI_OIDC_ISSUER: issuer.url, JINGWEI_OIDC_AUDIENCE: 'jingwei' };
  server = await startTestServer(town.graph, env);
});
afterAll(async () => {
  await server.close();
  await issuer.close();
  await town.graph.close();
});

const token = (claims: Record<string, unknown>) =>
  tokenFor(issuer, { sub: 'p1', exp: Date.now() / 1000 + 60, ...claims });
const own = () => token({ role: 'subject', identifiers: [`local.${town.tag}:${town.tag}A`] });

async function get(bearer: string, headers: Record<string, string>) {
  const response = await fetch(`${server.url}/subject-report`, {
    headers: { authorization: `Bearer ${bearer}`, ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('GET /subject-report', () => {
  it.each([
    ['en', 'What is held about you', 'What it was used for'],
    ['zh-CN', '关于您的登记情况', '使用情况'],
  ])('is a page to print in %s, in which no value is markup', async (language, title, uses) => {
    const page = await get(await own(), { accept: 'text/html', 'accept-language': language });
    expect(page.status).toBe(200);
    expect(page.text).toContain(title);
    expect(page.text).toContain(uses);
    expect(page.text).toContain('王小明');
    expect(page.text).toContain('&lt;b&gt;139&lt;/b&gt;');
    expect(page.text).not.toContain('<b>');
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('cache-control')).toBe('no-store');
  });

  it('is JSON for a client that wants JSON', async () => {
    const { text } = await get(await own(), { accept: 'application/json' });
    expect(JSON.parse(text).holdings).toHaveLength(1);
  });

  it('is for the person herself, and written into the log', async () => {
    expect((await get(await token({ role: 'analyst' }), {})).status).toBe(403);
    expect((await get(await token({ role: 'subject' }), {})).text).toContain('UNAUTHENTICATED');
    const { data } = await server.ask(
      '{ accessLog(caller: "p1", first: 1) { nodes { kind fields outcome } } }',
      {
        token: await token({ role: 'auditor', sub: 'a' }),
      },
    );
    expect(data).toEqual({
      accessLog: { nodes: [{ kind: 'page', fields: ['subject-report'], outcome: 'FORBIDDEN' }] },
    });
  });
});
