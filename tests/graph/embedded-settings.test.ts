import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeSettings, loadSettings } from '../../src/settings.ts';

describe('settings', () => {
  it('have a default for everything when nothing is set', () => {
    const settings = loadSettings({});
    expect(settings.home).toBe(resolve('.jingwei'));
    expect(settings.cache).toBe(join(homedir(), '.cache', 'jingwei'));
    expect(settings.neo4j).toMatchObject({
      uri: undefined,
      user: 'neo4j',
      database: 'neo4j',
      port: 0,
      jvmFlags: [],
    });
    expect(settings.http).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      requestSeconds: 30,
      corsOrigins: [],
    });
    expect(settings.auth.configured).toBe(false);
    expect(settings.limits).toMatchObject({ maxPage: 500, maxLookup: 10_000 });
    expect(settings.log.level).toBe('info');
  });

  it('take an empty value for unset', () => {
    expect(loadSettings({ JINGWEI_PORT: '', NEO4J_URI: '' })).toEqual(loadSettings({}));
  });

  it('are parsed', () => {
    const { neo4j, http, auth } = loadSettings({
      NEO4J_URI: 'neo4j+s://graph.example:7687',
      NEO4J_PASSWORD: 'secret',
      JINGWEI_NEO4J_JVM: '-XX:TieredStopAtLevel=1  -Dx=y',
      JINGWEI_CORS_ORIGINS: 'https://a.example, https://b.example',
      JINGWEI_UPLOAD_BYTES: '2g',
      JINGWEI_OIDC_ISSUER: 'https://login.example',
      JINGWEI_OIDC_AUDIENCE: 'jingwei',
    });
    expect(neo4j).toMatchObject({ uri: 'neo4j+s://graph.example:7687', password: 'secret' });
    expect(neo4j.jvmFlags).toEqual(['-XX:TieredStopAtLevel=1', '-Dx=y']);
    expect(http.corsOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(http.uploadBytes).toBe(2 * 1024 ** 3);
    expect(auth).toMatchObject({ configured: true, audience: 'jingwei' });
  });

  it.each([
    ['JINGWEI_PORT', '70000', {}],
    ['JINGWEI_PORT', '4000.5', {}],
    ['JINGWEI_PORT', 'http', {}],
    ['JINGWEI_BODY_BYTES', '-1', {}],
    ['JINGWEI_LOG_LEVEL', 'loud', {}],
    ['JINGWEI_OIDC_ISSUER', 'login', {}],
    ['NEO4J_URI', 'localhost:7687', {}],
    ['NEO4J_PASSWORD', '', { NEO4J_URI: 'bolt://localhost' }],
    ['JINGWEI_OIDC_AUDIENCE', '', { JINGWEI_OIDC_ISSUER: 'https://login.example' }],
  ])('name the variable that is not usable: %s=%s', (name, value, more) => {
    const load = () => loadSettings({ ...more, [name]: value });
    expect(load).toThrow(expect.objectContaining({ code: 'SETTING_INVALID' }));
    expect(load).toThrow(expect.objectContaining({ details: expect.objectContaining({ name }) }));
  });

  it('are described once each, with a meaning', () => {
    const all = describeSettings();
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    for (const { meaning } of all) expect(meaning).toMatch(/\.$/);
  });
});
