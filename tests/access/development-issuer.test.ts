import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { authenticatePeople } from '../../src/access/build-authenticator.ts';
import { type DevelopmentCaller, issueDevelopmentToken } from '../../src/access/development-issuer.ts';
import { loadSettings } from '../../src/settings.ts';

const root = mkdtempSync(join(tmpdir(), 'jingwei-development-'));
let homes = 0;
const settingsOf = (env: Record<string, string> = {}) => {
  homes += 1;
  return loadSettings({ JINGWEI_HOME: join(root, String(homes)), ...env });
};
afterAll(() => rmSync(root, { recursive: true }));

const ANALYST: DevelopmentCaller = { role: 'analyst', user: 'dev', department: null, minutes: 5 };
const SIGN_IN = { JINGWEI_OIDC_ISSUER: 'https://idp.example', JINGWEI_OIDC_AUDIENCE: 'jingwei' };

describe('a development token', () => {
  it('is taken by a server of the same home on loopback', async () => {
    const settings = settingsOf();
    const token = await issueDevelopmentToken(settings, {
      ...ANALYST,
      role: 'department',
      department: 'housing',
    });
    const authenticate = await authenticatePeople(settings, Date.now);
    const caller = { user: 'dev', role: 'department', department: 'housing' };
    expect(await authenticate(`Bearer ${token}`)).toEqual(caller);
  });

  it('speaks for a person concerned by the identifiers that it names', async () => {
    const settings = settingsOf();
    const caller = { ...ANALYST, role: 'subject', identifiers: ['local.card:A:1'] } as const;
    const authenticate = await authenticatePeople(settings, Date.now);
    expect(await authenticate(`Bearer ${await issueDevelopmentToken(settings, caller)}`)).toMatchObject({
      role: 'subject',
      identifiers: [{ scheme: 'local.card', value: 'A:1' }],
    });
  });

  it('is taken by a server that started before the first token was made', async () => {
    const settings = settingsOf();
    const authenticate = await authenticatePeople(settings, Date.now);
    await expect(authenticate('Bearer a.b.c')).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    const token = await issueDevelopmentToken(settings, ANALYST);
    expect(await authenticate(`Bearer ${token}`)).toMatchObject({ role: 'analyst' });
  });

  it('is not taken by a server of another home, nor after its time', async () => {
    const settings = settingsOf();
    const token = await issueDevelopmentToken(settings, ANALYST);
    const other = settingsOf();
    await issueDevelopmentToken(other, ANALYST);
    const elsewhere = await authenticatePeople(other, Date.now);
    await expect(elsewhere(`Bearer ${token}`)).rejects.toThrow('signature is wrong');
    const later = await authenticatePeople(settings, () => Date.now() + 6 * 60_000);
    await expect(later(`Bearer ${token}`)).rejects.toThrow('has expired');
  });

  it('is not taken where callers sign in', async () => {
    const settings = settingsOf();
    const token = await issueDevelopmentToken(settings, ANALYST);
    const guarded = { ...loadSettings(SIGN_IN), home: settings.home };
    await expect((await authenticatePeople(guarded, Date.now))(`Bearer ${token}`)).rejects.toThrow();
  });

  it.each([[SIGN_IN], [{ JINGWEI_HOST: '0.0.0.0' }], [{ ...SIGN_IN, JINGWEI_HOST: '0.0.0.0' }]])(
    'is not made with %j',
    async (env) => {
      const refused = issueDevelopmentToken(settingsOf(env), ANALYST);
      await expect(refused).rejects.toMatchObject({ code: 'SETTING_INVALID' });
    },
  );

  it('is signed with a key that only its owner may read, and that two commands at once agree on', async () => {
    const settings = settingsOf();
    const tokens = await Promise.all([1, 2, 3].map(() => issueDevelopmentToken(settings, ANALYST)));
    const authenticate = await authenticatePeople(settings, Date.now);
    for (const token of tokens)
      expect(await authenticate(`Bearer ${token}`)).toMatchObject({ role: 'analyst' });
    const [file = ''] = readdirSync(settings.home);
    expect(statSync(join(settings.home, file)).mode & 0o777).toBe(0o600);
  });
});
