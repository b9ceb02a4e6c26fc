import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import { translateFolderError } from './folder-error.ts';
import { processIsAlive } from './process-alive.ts';

/** The Neo4j that the embedded server runs. */
export const NEO4J_VERSION = '5.26.29';

const run = promisify(execFile);
const MARK = 'complete.json';
const markSchema = z.object({ jars: z.number().int().positive() });

/** Told before a fetch starts, since it takes from twenty seconds to minutes. */
export type FetchObserver = (version: string) => void;

/**
 * Folder of Neo4j's jars for `version`, fetched with Maven when the cache has no whole one.
 * Throws MAVEN_MISSING, NEO4J_DOWNLOAD, DISK_FULL or HOME_UNUSABLE; an interrupted fetch leaves nothing that counts.
 */
export async function fetchJars(cache: string, onFetch: FetchObserver): Promise<string> {
  const folder = join(cache, `neo4j-${NEO4J_VERSION}`);
  const lib = join(folder, 'lib');
  if (await isComplete(folder)) return lib;

  const temporary = `${folder}.${process.pid}-${randomBytes(4).toString('hex')}.tmp`;
  try {
    await mkdir(temporary, { recursive: true }).catch((error: unknown) => {
      throw translateFolderError(error, cache);
    });
    await removeAbandoned(cache, folder);
    onFetch(NEO4J_VERSION);
    await copyDependencies(temporary);
    await publish(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return lib;
}

/** Folder of the jars of an unpacked distribution. Throws SETTING_INVALID when it is none, or not 5.26. */
export async function findDistributionJars(neo4jHome: string): Promise<string> {
  const lib = join(neo4jHome, 'lib');
  const jars = existsSync(lib) ? await readdir(lib) : [];
  const version = jars.map((jar) => /^neo4j-kernel-(\d[\w.]*?)\.jar$/.exec(jar)?.[1]).find((found) => found);
  if (version === undefined) {
    throw new JingweiError('SETTING_INVALID', { name: 'NEO4J_HOME', reason: `${lib} holds no Neo4j` });
  }
  if (!version.startsWith('5.26.')) {
    throw new JingweiError('SETTING_INVALID', {
      name: 'NEO4J_HOME',
      reason: `it is Neo4j ${version}, not 5.26`,
    });
  }
  return lib;
}

async function isComplete(folder: string): Promise<boolean> {
  const mark = join(folder, MARK);
  if (!existsSync(mark)) return false;
  const expected = markSchema.safeParse(JSON.parse(await readFile(mark, 'utf8')));
  return expected.success && expected.data.jars === (await countJars(join(folder, 'lib')));
}

async function countJars(lib: string): Promise<number> {
  if (!existsSync(lib)) return 0;
  return (await readdir(lib)).filter((name) => name.endsWith('.jar')).length;
}

async function copyDependencies(folder: string): Promise<void> {
  await writeFile(join(folder, 'pom.xml'), buildPom());
  const goal = [
    'dependency:copy-dependencies',
    '-DincludeScope=runtime',
    `-DoutputDirectory=${join(folder, 'lib')}`,
  ];
  try {
    await run('mvn', ['-q', '-B', '-f', join(folder, 'pom.xml'), ...goal], { maxBuffer: 64 * 1024 ** 2 });
  } catch (error) {
    throw translateMavenError(error, folder);
  }
  const jars = await countJars(join(folder, 'lib'));
  if (jars === 0) throw new JingweiError('NEO4J_DOWNLOAD', { reason: 'Maven ended well but copied nothing' });
  await writeFile(join(folder, MARK), JSON.stringify({ jars }));
}

/** Puts the fetched folder in place; another process that was faster wins, which is as good. */
async function publish(temporary: string, folder: string): Promise<void> {
  const broken = `${temporary}-broken.tmp`;
  for (let attempt = 0; ; attempt++) {
    try {
      await rename(temporary, folder);
      return;
    } catch (error) {
      if (await isComplete(folder)) return;
      if (attempt > 3) throw translateFolderError(error, folder);
      // What lies there lacks jars that it once had: out of the way with it.
      if (existsSync(folder)) await rename(folder, broken);
      await rm(broken, { recursive: true, force: true });
    }
  }
}

async function removeAbandoned(cache: string, folder: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const path = join(cache, name);
    if (!path.startsWith(`${folder}.`) || !name.endsWith('.tmp')) continue;
    const owner = Number.parseInt(path.slice(folder.length + 1), 10);
    if (!processIsAlive(owner)) await rm(path, { recursive: true, force: true });
  }
}

// Nothing else may stand in this file: a second version of Netty breaks Bolt while the server still seems to start.
function buildPom(): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>jingwei</groupId>
  <artifactId>neo4j-jars</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>org.neo4j</groupId>
      <artifactId>neo4j</artifactId>
      <version>${NEO4J_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;
}

const failureSchema = z.object({
  code: z.union([z.string(), z.number(), z.null()]).optional(),
  stdout: z.string().default(''),
  stderr: z.string().default(''),
});

function translateMavenError(error: unknown, folder: string): JingweiError {
  const failure = failureSchema.safeParse(error);
  if (failure.success && failure.data.code === 'ENOENT') return new JingweiError('MAVEN_MISSING', {}, error);
  const output = failure.success ? failure.data.stdout + failure.data.stderr : '';
  if (/No space left on device/i.test(output)) return new JingweiError('DISK_FULL', { path: folder }, error);
  const reason = /\[(?:ERROR|FATAL)\]\s*(.+)/.exec(output)?.[1] ?? 'Maven was stopped';
  return new JingweiError('NEO4J_DOWNLOAD', { reason: reason.trim().slice(0, 300) }, error);
}
