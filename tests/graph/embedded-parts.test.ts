import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JingweiError } from '../../src/errors.ts';
import { translateFolderError } from '../../src/graph/embedded/folder-error.ts';
import { fetchJars, findDistributionJars, NEO4J_VERSION } from '../../src/graph/embedded/jars.ts';
import { findJava } from '../../src/graph/embedded/java.ts';
import { startJava } from '../../src/graph/embedded/java-process.ts';
import { buildLayout } from '../../src/graph/embedded/layout.ts';
import { sizeMemory } from '../../src/graph/embedded/memory.ts';
import { classifyFailure } from '../../src/graph/embedded/neo4j-process.ts';
import { choosePort } from '../../src/graph/embedded/port.ts';
import { temporaryHome } from './embedded-home.ts';

let home = '';
const path = process.env.PATH ?? '';
beforeEach(async () => {
  home = await temporaryHome();
});
afterEach(async () => {
  process.env.PATH = path;
  await rm(home, { recursive: true, force: true });
});

/** Puts a program of ours before all others. */
async function standIn(name: string, script: string): Promise<string> {
  const bin = join(home, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(bin, name), 0o755);
  process.env.PATH = `${bin}${delimiter}${path}`;
  return home;
}

describe('finding Java', () => {
  it('says so when there is none', async () => {
    await expect(findJava(join(home, 'nowhere'))).rejects.toMatchObject({ code: 'JAVA_MISSING' });
  });

  it.each(['1.8.0_402', '11.0.22', '25'])(
    'refuses Java %s, which Neo4j 5.26 does not run on',
    async (version) => {
      await standIn('java', `echo 'openjdk version "${version}" 2024-01-16' >&2`);
      await expect(findJava(undefined)).rejects.toMatchObject({ code: 'JAVA_VERSION', details: { version } });
    },
  );

  it('takes 21 from the folder that was named', async () => {
    const javaHome = await standIn('java', `echo 'openjdk version "21.0.2" 2024-01-16' >&2`);
    expect(await findJava(javaHome)).toMatchObject({ version: '21.0.2' });
  });
});

describe('fetching the jars', () => {
  // Stands in for Maven: puts two jars where it was told to, slowly enough to be overtaken.
  const COPY = 'for a; do case $a in -DoutputDirectory=*) d=$(echo "$a" | cut -d= -f2);; esac; done';
  const WORKING = `${COPY}\nmkdir -p "$d"; echo 1 > "$d/a.jar"; sleep 0.2; echo 2 > "$d/b.jar"`;
  const quiet = () => undefined;

  it('happens once, and again when a jar is gone', async () => {
    await standIn('mvn', WORKING);
    const fetched: string[] = [];
    const lib = await fetchJars(home, (version) => fetched.push(version));
    await fetchJars(home, (version) => fetched.push(version));
    expect(fetched).toEqual([NEO4J_VERSION]);
    await rm(join(lib, 'a.jar'));
    await fetchJars(home, (version) => fetched.push(version));
    expect((await readdir(lib)).sort()).toEqual(['a.jar', 'b.jar']);
    expect(fetched).toHaveLength(2);
  });

  it('may be done by several at once', async () => {
    await standIn('mvn', WORKING);
    const [lib] = await Promise.all([fetchJars(home, quiet), fetchJars(home, quiet), fetchJars(home, quiet)]);
    expect((await readdir(lib)).sort()).toEqual(['a.jar', 'b.jar']);
    expect((await readdir(home)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps nothing of a fetch that failed, and clears away one that was killed', async () => {
    const left = join(home, `neo4j-${NEO4J_VERSION}.999999999-abc.tmp`);
    await mkdir(left);
    await standIn(
      'mvn',
      `${COPY}\nmkdir -p "$d"; echo 1 > "$d/a.jar"; echo '[ERROR] No route to host'; exit 1`,
    );
    await expect(fetchJars(home, quiet)).rejects.toMatchObject({
      code: 'NEO4J_DOWNLOAD',
      details: { reason: 'No route to host' },
    });
    expect((await readdir(home)).filter((name) => name.startsWith('neo4j-'))).toEqual([]);
  });

  it('says when the disk is full or Maven is missing', async () => {
    await standIn('mvn', `echo '[ERROR] a.jar: No space left on device'; exit 1`);
    await expect(fetchJars(home, quiet)).rejects.toMatchObject({ code: 'DISK_FULL' });
    process.env.PATH = join(home, 'nothing');
    await expect(fetchJars(home, quiet)).rejects.toMatchObject({ code: 'MAVEN_MISSING' });
  });

  it('is not needed with an unpacked distribution of the right version', async () => {
    const lib = join(home, 'lib');
    await mkdir(lib);
    const refused = { code: 'SETTING_INVALID', details: { name: 'NEO4J_HOME' } };
    await expect(findDistributionJars(home)).rejects.toMatchObject(refused);
    await writeFile(join(lib, 'neo4j-kernel-4.4.1.jar'), '');
    await expect(findDistributionJars(home)).rejects.toMatchObject(refused);
    await rm(join(lib, 'neo4j-kernel-4.4.1.jar'));
    await writeFile(join(lib, 'neo4j-kernel-api-5.26.3.jar'), '');
    await writeFile(join(lib, 'neo4j-kernel-5.26.3.jar'), '');
    expect(await findDistributionJars(home)).toBe(lib);
  });
});

describe('the layout of a home', () => {
  it('keeps the socket inside, unless its path would be longer than a socket may have', () => {
    expect(buildLayout('/srv/city').socket).toBe('/srv/city/neo4j/guardian.sock');
    const long = buildLayout(`/srv/${'经纬'.repeat(30)}`);
    expect(Buffer.byteLength(long.socket)).toBeLessThan(100);
    expect(long.socket).not.toBe(buildLayout(`/srv/${'经纬'.repeat(31)}`).socket);
  });
});

describe('memory', () => {
  it.each([
    [1_000, { heap: 512, pageCache: 200 }],
    [8_192, { heap: 2048, pageCache: 1638 }],
    [512_000, { heap: 8192, pageCache: 16_384 }],
  ])('of a machine with %i megabytes', (machine, sizes) => {
    expect(sizeMemory(machine)).toEqual(sizes);
    expect(sizeMemory(machine, { heap: 300 })).toEqual({ ...sizes, heap: 300 });
  });
});

describe('the port', () => {
  it('is kept, changes when it is taken, and is refused when it was asked for', async () => {
    const file = join(home, 'port');
    const first = await choosePort(0, file);
    expect(await choosePort(0, file)).toBe(first);
    expect(await readFile(file, 'utf8')).toBe(`${first}\n`);
    const squatter = createServer().listen(first, '127.0.0.1');
    await once(squatter, 'listening');
    expect(await choosePort(0, file)).not.toBe(first);
    await expect(choosePort(first, file)).rejects.toMatchObject({ code: 'NEO4J_PORT_TAKEN' });
    squatter.close();
  });
});

describe('a Java process', () => {
  it('is told from its shell: its own id, its own exit', async () => {
    const lines: string[] = [];
    const args = ['-c', 'echo $$; exit 7'];
    const java = await startJava({ command: '/bin/sh', args, cwd: home, onLine: (line) => lines.push(line) });
    expect(await java.exited).toEqual({ code: 7, signal: null });
    expect(lines).toEqual([String(java.pid)]);
  });

  it('that ignores SIGTERM is killed when patience ends', async () => {
    let ready: () => void = () => undefined;
    const trapped = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const args = ['-c', "trap '' TERM; echo trapped; while :; do sleep 0.1; done"];
    const java = await startJava({ command: '/bin/sh', args, cwd: home, onLine: () => ready() });
    await trapped;
    expect(await java.stop(100)).toEqual({ code: null, signal: 'SIGKILL' });
  });
});

describe('why Neo4j did not start', () => {
  const exit = { code: 1, signal: null };
  it.each([
    ['Caused by: java.io.IOException: No space left on device', { kind: 'disk-full' }],
    ['Caused by: java.net.BindException: Address already in use', { kind: 'port-taken' }],
    ['Caused by: org.neo4j.kernel.StoreLockException: Unable to obtain lock', { kind: 'store-locked' }],
    ['# A fatal error has been detected by the Java Runtime Environment:', { kind: 'crashed' }],
    [
      'Error: Could not create the Java Virtual Machine.',
      { kind: 'other', reason: 'Error: Could not create the Java Virtual Machine.' },
    ],
    ['', { kind: 'other', reason: 'it ended with code 1' }],
  ])('is read from %j', (line, failure) => {
    expect(classifyFailure([line], exit)).toEqual(failure);
  });
});

describe('a folder that cannot be used', () => {
  it('is told from a full disk', () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    expect(translateFolderError(full, '/srv').code).toBe('DISK_FULL');
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    expect(translateFolderError(denied, '/srv')).toMatchObject({
      code: 'HOME_UNUSABLE',
      message: '/srv cannot be used: you may not write to it',
    });
    const own = new JingweiError('NEO4J_PORT_TAKEN', { port: 1 });
    expect(translateFolderError(own, '/srv')).toBe(own);
  });
});
