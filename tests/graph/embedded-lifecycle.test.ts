import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planGuardian } from '../../src/graph/embedded/launch-guardian.ts';
import { buildLayout } from '../../src/graph/embedded/layout.ts';
import {
  type EmbeddedEvent,
  type EmbeddedServer,
  openEmbedded,
} from '../../src/graph/embedded/open-embedded.ts';
import { dumpStore, loadStore } from '../../src/graph/embedded/store.ts';
import { bundleScript } from '../setup/bundle-script.ts';
import {
  CLIENT,
  killClients,
  listJavas,
  listProcesses,
  readGuardianPid,
  readJavaPid,
  runStatement,
  settingsFor,
  startClient,
  temporaryHome,
  until,
  untilGone,
} from './embedded-home.ts';

const COUNT = 'MATCH (n:Kept) RETURN count(n)';

// One store lives through these tests in order, as a person's does, since every start costs seconds.
describe('the embedded server', { timeout: 120_000 }, () => {
  let home = '';
  let server: EmbeddedServer;
  const events: EmbeddedEvent[] = [];
  const open = async (more: Readonly<Record<string, string>> = {}): Promise<EmbeddedServer> => {
    events.length = 0;
    return openEmbedded(settingsFor(home, more), (event) => events.push(event));
  };
  beforeAll(async () => {
    home = await temporaryHome();
    // Made beforehand, so that two processes do open a home at the same time.
    await bundleScript(CLIENT);
  });
  afterAll(async () => {
    killClients();
    await server.close();
    await until(() => listProcesses(home).length === 0);
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  it('starts once for two processes that open an empty home at the same time', async () => {
    const [client, opened] = await Promise.all([startClient(home), open()]);
    server = opened;
    expect(server.boltUri).toBe(client.boltUri);
    expect([server.firstStart, client.firstStart].filter(Boolean)).toEqual([true]);
    expect(listJavas(home)).toHaveLength(1);
    expect((await stat(buildLayout(home).password)).mode & 0o777).toBe(0o600);
    expect(await runStatement(server, "CREATE (n:Kept {name: 'first'}) RETURN n.name")).toBe('first');
  });

  it('is not disturbed when other clients are interrupted or killed', async () => {
    const [interrupted, killed] = await Promise.all([startClient(home), startClient(home)]);
    process.kill(-(interrupted.child.pid ?? 0), 'SIGINT');
    process.kill(-(killed.child.pid ?? 0), 'SIGKILL');
    killClients();
    await Promise.all([interrupted, killed].map(({ child }) => child.exitCode ?? once(child, 'close')));
    expect(await runStatement(server, COUNT)).toBe(1);
  });

  it('cannot be dumped or loaded while it runs', async () => {
    const busy = { code: 'GRAPH_BUSY' };
    await expect(dumpStore(settingsFor(home), join(home, 'busy.dump'))).rejects.toMatchObject(busy);
    expect(await runStatement(server, COUNT)).toBe(1);
  });

  it('is stopped by the last client that leaves, which waits for that', async () => {
    const java = await readJavaPid(home);
    await server.close();
    await untilGone(java);
    expect(existsSync(buildLayout(home).socket)).toBe(false);
    expect(events.some((event) => event.type === 'lost')).toBe(false);
  });

  it('refuses to start on a set port that is taken, and leaves a kept port that is taken for another', async () => {
    const kept = Number(await readFile(buildLayout(home).port, 'utf8'));
    const squatter = createServer().listen(kept, '127.0.0.1');
    await once(squatter, 'listening');
    const refused = open({ JINGWEI_NEO4J_PORT: String(kept) });
    await expect(refused).rejects.toMatchObject({ code: 'NEO4J_PORT_TAKEN', details: { port: kept } });
    server = await open();
    expect(server.boltUri).not.toContain(`:${kept}`);
    squatter.close();
  });

  it('tells its client when Java is killed, and recovers what was written at the next opening', async () => {
    await runStatement(server, "CREATE (:Kept {name: 'second'})");
    process.kill(await readJavaPid(home), 'SIGKILL');
    await until(() => events.some((event) => event.type === 'lost'));
    await server.close();
    server = await open();
    expect(await runStatement(server, COUNT)).toBe(2);
  });

  it('ends when its guardian is killed, and opens again at once over the stale socket', async () => {
    const java = await readJavaPid(home);
    process.kill(await readGuardianPid(home), 'SIGKILL');
    await until(() => events.some((event) => event.type === 'lost'));
    await server.close();
    expect(existsSync(buildLayout(home).socket)).toBe(true);
    const client = await startClient(home);
    expect(await readJavaPid(home)).not.toBe(java);
    await untilGone(java);
    expect(client.firstStart).toBe(false);
  });

  it('leaves nothing behind when every Node process is killed at once', async () => {
    const java = await readJavaPid(home);
    process.kill(await readGuardianPid(home), 'SIGKILL');
    killClients();
    await untilGone(java);
    await until(() => listProcesses(home).length === 0);
  });

  it('dumps a stopped store and loads it into an empty home, however long its path', async () => {
    const dump = join(home, 'all.dump');
    await dumpStore(settingsFor(home), dump);
    const copy = join(home, 'deep'.repeat(20), 'copy');
    await loadStore(settingsFor(copy), dump);
    await expect(loadStore(settingsFor(copy), dump)).rejects.toMatchObject({ code: 'RESTORE_NOT_EMPTY' });

    const loaded = await openEmbedded(settingsFor(copy));
    expect(loaded.firstStart).toBe(false);
    expect(await runStatement(loaded, COUNT)).toBe(2);
    await loaded.close();
    await rm(buildLayout(copy).sockets, { recursive: true });
  });

  it('refuses a file that is no dump and leaves the home empty', async () => {
    const broken = join(home, 'broken.dump');
    await writeFile(broken, 'not a dump at all');
    const empty = join(home, 'empty');
    await expect(loadStore(settingsFor(empty), broken)).rejects.toMatchObject({ code: 'BACKUP_INVALID' });
    expect(existsSync(join(buildLayout(empty).data, 'databases'))).toBe(false);
  });

  it('begins a torn first start again, despite a broken class archive, and stops when its last client is killed', async () => {
    const torn = join(home, 'torn');
    const layout = buildLayout(torn);
    await mkdir(join(layout.data, 'databases', 'neo4j'), { recursive: true });
    await writeFile(join(layout.data, 'databases', 'neo4j', 'neostore'), 'half');
    await writeFile(layout.unfinished, '');
    const { jars } = await planGuardian(settingsFor(torn), () => undefined);
    const apart = { NEO4J_HOME: join(jars, '..'), JINGWEI_CACHE: join(home, 'cache') };
    const { archive } = await planGuardian(settingsFor(torn, apart), () => undefined);
    await mkdir(apart.JINGWEI_CACHE);
    await writeFile(archive, 'not an archive');

    const client = await startClient(torn, apart);
    expect(client.firstStart).toBe(true);
    expect(existsSync(layout.unfinished)).toBe(false);
    killClients();
    await until(() => listProcesses(torn).length === 0);
    expect(existsSync(layout.socket)).toBe(false);
  });
});
