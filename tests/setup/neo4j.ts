import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { loadSettings } from '../../src/settings.ts';
import { takeInDemoCity } from './demo-city.ts';

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
  // Its store grows all the time, and to plan a text anew for that takes a fifth of a second.
  JINGWEI_NEO4J_REPLAN: '60',
} as const;

/** Java compiles well only what runs very often: otherwise that takes a third of the processor through the whole suite. */
const COMPILED_LATE = [
  '-XX:Tier4InvocationThreshold=20000',
  '-XX:Tier4MinInvocationThreshold=3000',
  '-XX:Tier4CompileThreshold=60000',
  '-XX:Tier4BackEdgeThreshold=160000',
].join(' ');

/**
 * Vitest's global setup: one embedded Neo4j in a temporary home for the whole suite, or the empty server that
 * TEST_NEO4J_URI names (with TEST_NEO4J_USER and TEST_NEO4J_PASSWORD), with the demo city in it. Returns the teardown.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startServer();
  await takeInDemoCity(server);
  project.provide('neo4j', server);
  return stop;
}

async function startServer(): Promise<{ readonly server: TestServer; readonly stop: () => Promise<void> }> {
  const { JAVA_HOME, NEO4J_HOME, JINGWEI_CACHE, TEST_NEO4J_URI, TEST_NEO4J_USER, TEST_NEO4J_PASSWORD } =
    process.env;
  if (TEST_NEO4J_URI !== undefined) {
    const user = TEST_NEO4J_USER ?? 'neo4j';
    const server = { uri: TEST_NEO4J_URI, user, password: TEST_NEO4J_PASSWORD ?? '', database: 'neo4j' };
    return { server, stop: async () => undefined };
  }
  const home = await mkdtemp(join(tmpdir(), 'jingwei-test-'));
  const settings = loadSettings({
    ...SMALL_SERVER,
    JAVA_HOME,
    NEO4J_HOME,
    JINGWEI_CACHE,
    JINGWEI_HOME: home,
    JINGWEI_NEO4J_JVM: COMPILED_LATE,
  });
  const embedded = await openEmbedded(settings);
  const server = {
    uri: embedded.boltUri,
    user: embedded.user,
    password: embedded.password,
    database: 'neo4j',
  };
  const stop = async () => {
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  };
  return { server, stop };
}
