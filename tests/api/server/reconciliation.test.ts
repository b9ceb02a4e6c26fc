import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIssuer, type TestIssuer, tokenFor } from '../../access/test-issuer.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../small-town.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let town: SmallTown;
let issuer: TestIssuer;
let server: TestServer;
beforeAll(async () => {
  town = await buildSmallTown();
  await town.deliver(town.residents, [
    ['1', `${town.tag} 王小明`, '13912345677', `${town.tag}A`, '', '', '', '', ''],
    ['2', `${town.tag} <b>李</b>`, '', `${town.tag}B`, '', '', '', '', ''],
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

interface Asked {
  readonly matter?: string;
  readonly role?: string;
  readonly sub?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

async function ask(
  path: string,
  { matter = town.matter, role = 'bureau', sub = 'b', form, json }: Asked = {},
) {
  const token = await tokenFor(issuer, { sub, role, exp: Date.now() / 1000 + 60 });
  const response = await fetch(`${server.url}/reconcile/${matter}${path}`, {
    headers: {
      authorization: `Bearer ${token}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    ...(json === undefined ? {} : { method: 'POST', body: JSON.stringify(json) }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function askJson(path: string, asked: Asked = {}): Promise<Answer> {
  return JSON.parse((await ask(path, asked)).text);
}

const queries = (query: Answer, asked: Asked = {}) =>
  askJson('', { ...asked, form: { queries: JSON.stringify({ q0: query }) } });

describe('the reconciliation service', () => {
  it('says of itself what version 0.2 asks of a service, whoever asks', async () => {
    const manifest = await askJson('');
    expect(manifest).toMatchObject({ versions: ['0.2'], name: 'Jingwei 经纬' });
    for (const url of [manifest.view.url, manifest.preview.url, manifest.suggest.entity.service_url])
      expect(url).toContain(`/reconcile/${town.matter}`);
    expect(manifest.defaultTypes.map(({ id }: Answer) => id)).toContain('Person');
  });

  it('finds what a row describes, by name and by identifier, and says how sure it is', async () => {
    const { q0: named } = await queries({ query: `${town.tag} 王小明`, type: 'Person', limit: 3 });
    expect(named.result[0]).toMatchObject({
      id: expect.stringMatching(/^e_/),
      name: `${town.tag} 王小明`,
      type: [{ id: 'Person' }],
      match: expect.any(Boolean),
    });
    expect(named.result[0].score).toBeGreaterThan(0);
    const { q0: identified } = await queries({ query: '', properties: [{ pid: 'rid', v: `${town.tag}A` }] });
    expect(identified.result[0].id).toBe(named.result[0].id);
    expect((await queries({ query: `${town.tag} 王小明`, type: 'Ship' })).q0.result).toEqual([]);
  });

  it('finds what is of any of several types', async () => {
    const find = async (type: readonly string[]): Promise<readonly string[]> => {
      const { q0 } = await queries({ query: `${town.tag} 王小明`, type });
      return q0.result.map((one: Answer) => one.name);
    };
    for (const type of [['Organization', 'Person'], ['Ship', 'Person', 'Person'], []])
      expect((await find(type))[0]).toBe(`${town.tag} 王小明`);
    expect(await find(['Organization', 'Place'])).not.toContain(`${town.tag} 王小明`);
    const properties = [{ pid: 'rid', v: `${town.tag}A` }];
    const identified = await queries({ query: '', type: ['Thing', 'Person'], properties });
    expect(identified.q0.result).toHaveLength(1);
  });

  it('gives preferred values back, and none that is a known problem', async () => {
    const { q0 } = await queries({ query: '', properties: [{ pid: 'rid', v: `${town.tag}A` }] });
    const id = q0.result[0].id;
    const extend = JSON.stringify({ ids: [id, 'e_none'], properties: [{ id: 'phone' }] });
    const before = await askJson('', { form: { extend } });
    expect(before).toEqual({
      meta: [{ id: 'phone', name: 'phone' }],
      rows: { [id]: { phone: [{ str: '13912345677' }] }, e_none: { phone: [] } },
    });
    await town.ask(
      `mutation ($e: ID!) { registerKnownProblem(entity: $e, attribute: "phone", value: "13912345677", reason: "Wrong") { id } }`,
      { e: id },
    );
    expect((await askJson('', { form: { extend } })).rows[id]).toEqual({ phone: [] });
  });

  it('suggests entities, types and properties, and shows an entity in a page without markup of its own', async () => {
    const { result } = await askJson(`/suggest/entity?prefix=${encodeURIComponent(`${town.tag} `)}`);
    expect(result.map(({ name }: Answer) => name)).toContain(`${town.tag} 王小明`);
    expect((await askJson('/suggest/type?prefix=pla')).result).toMatchObject([{ id: 'Place' }]);
    expect((await askJson('/suggest/property?prefix=phon')).result).toContainEqual({
      id: 'phone',
      name: 'phone',
    });
    expect((await askJson('/properties?type=Person')).properties).toContainEqual({ id: 'rid', name: 'rid' });
    expect((await askJson('/properties?type=Person&limit=2')).properties).toHaveLength(2);
    expect((await ask('/properties?type=Person&limit=0')).text).toContain('BAD_INPUT');
    const { id } = result.find(({ name }: Answer) => name.includes('李'));
    const page = await ask(`/preview?id=${id}`);
    expect(page.text).toContain('&lt;b&gt;李&lt;/b&gt;');
    expect(page.text).not.toContain('<b>');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; frame-ancestors/);
  });

  it('shows nothing that the caller may not see, and writes every question down', async () => {
    const hidden = await queries({ query: `${town.tag} 王小明` }, { matter: '-' });
    expect(hidden.q0.result).toEqual([]);
    const refused = await ask('', {
      matter: '-',
      form: { queries: JSON.stringify({ q0: { query: 'x', type: 'Person' } }) },
    });
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('MATTER_REQUIRED')]);
    expect((await ask('', { matter: 'x_none', form: { queries: '{}' } })).text).toContain('MATTER_UNUSABLE');
    const found = await queries({ query: '', properties: [{ pid: 'rid', v: `${town.tag}B` }] });
    const { data } = await server.ask(
      `query ($s: ID!) { accessLog(subject: $s, first: 50) { nodes { operation fields matter outcome } } }`,
      {
        variables: { s: found.q0.result[0].id },
        token: await tokenFor(issuer, { sub: 'a', role: 'auditor', exp: Date.now() / 1000 + 60 }),
      },
    );
    expect(JSON.stringify(data)).toContain('"reconcile/queries"');
  });

  it.each([
    ['no JSON', { queries: '{' }, 'BAD_INPUT'],
    ['no query', { queries: JSON.stringify({ q0: { limit: 0 } }) }, 'BAD_INPUT'],
    [
      'too many',
      { queries: JSON.stringify(Object.fromEntries(Array.from({ length: 51 }, (_, no) => [`q${no}`, {}]))) },
      'LIMIT_EXCEEDED',
    ],
    ['no ids', { extend: JSON.stringify({ properties: [] }) }, 'BAD_INPUT'],
    ['no question', { querys: '{}' }, 'BAD_INPUT'],
    ['empty', {}, 'BAD_INPUT'],
  ])('refuses what is %s', async (_, form, code) => {
    expect((await ask('', { form })).text).toContain(code);
  });

  it('refuses what is no form', async () => {
    const refused = await ask('', { json: { queries: { q0: { query: 'x' } } } });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('BAD_INPUT')]);
  });

  it('takes no questions in an address, which proxies write down', async () => {
    expect((await ask(`?queries=${encodeURIComponent('{"q0":{"query":"x"}}')}`)).status).toBe(405);
  });
});
