import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { loadSettings } from '../../src/settings.ts';

/** Where the suite's one Neo4j answers; each test works with keys of its own and removes only those. */
export interface TestServer {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: TestServer;
  }
}

/** A small server that starts fast: little memory, and Java compiles once instead of well. */
export const SMALL_SERVER = {
  JINGWEI_NEO4J_HEAP: '512',
  JINGWEI_NEO4J_PAGE_CACHE: '64',
  JINGWEI_NEO4J_JVM: '-XX:TieredStopAtLevel=1',
} as const;

/**
 * Vitest's global setup: one embedded Neo4j in a temporary home for the whole suite, or the empty server that
 * TEST_NEO4J_URI names (with TEST_NEO4J_USER and TEST_NEO4J_PASSWORD). Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const uri = process.env.TEST_NEO4J_URI;
  if (uri !== undefined) {
    const user = process.env.TEST_NEO4J_USER ?? 'neo4j';
    project.provide('neo4j', {
      uri,
      user,
      password: process.env.TEST_NEO4J_PASSWORD ?? '',
      database: 'neo4j',
    });
    return async () => undefined;
  }
  const home = await mkdtemp(join(tmpdir(), 'jingwei-test-'));
  const { JAVA_HOME, NEO4J_HOME, JINGWEI_CACHE } = process.env;
  const settings = loadSettings({
    ...SMALL_SERVER,
    JAVA_HOME,
    NEO4J_HOME,
    JINGWEI_CACHE,
    JINGWEI_HOME: home,
  });
  const server = await openEmbedded(settings);
  project.provide('neo4j', {
    uri: server.boltUri,
    user: server.user,
    password: server.password,
    database: 'neo4j',
  });
  return async () => {
    await server.close();
    await rm(home, { recursive: true, force: true });
  };
}
