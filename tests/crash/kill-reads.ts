import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import neo4j from 'neo4j-driver';
import { readBody } from '../../src/audit/access-entry.ts';
import { readSigningKey } from '../../src/chain/signing-key.ts';
import { verifyChains } from '../../src/chain/verify-chain.ts';
import { loadSignedHeads } from '../../src/chain/witness.ts';
import { type GraphAddress, openGraph } from '../../src/graph/open-graph.ts';
import { loadSettings } from '../../src/settings.ts';
import { bundleScript } from '../setup/bundle-script.ts';

export interface KillReadsOptions {
  readonly rounds: number;
  readonly store: KilledStore;
  readonly onRound?: (round: KillReadsRound) => void;
}

/** Where the log is kept; a store of one's own may be killed as well. */
export interface KilledStore {
  address(): GraphAddress;
  /** Kills the store's server and starts it again. */
  killServer?(): Promise<void>;
}

export interface KillReadsRound {
  readonly round: number;
  readonly victim: 'node' | 'java';
  /** Answers that arrived whole. */
  readonly answered: number;
  /** Of them, those that the log does not know. */
  readonly unlogged: readonly string[];
  /** What the verification found. */
  readonly findings: readonly string[];
}

const CALLERS = 16;
/** Answers that have to be there before anybody is killed. */
const LEAST = 40;
const QUERY = '{ entity(id: "e_none") { id } datasets { id } }';

/**
 * Sixteen callers read over HTTP while the server, or the database under it, is killed with SIGKILL. Every answer that
 * arrived must be in the log, and the chain must hold what was signed, whatever moment the kill came at.
 */
export async function killReads({
  rounds,
  store,
  onRound,
}: KillReadsOptions): Promise<readonly KillReadsRound[]> {
  const home = await mkdtemp(join(tmpdir(), 'jingwei-kill-reads-'));
  try {
    const done: KillReadsRound[] = [];
    for (let round = 1; round <= rounds; round++) {
      const victim = round % 2 === 0 && store.killServer !== undefined ? 'java' : 'node';
      const answered = await readUntilKilled(home, store, victim);
      const logged = await listLogged(store.address());
      const unlogged = answered.filter((id) => !logged.has(id));
      const findings = await verify(home, store.address());
      const result = { round, victim, answered: answered.length, unlogged, findings } as const;
      onRound?.(result);
      done.push(result);
    }
    return done;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** Names of the requests whose answers arrived. */
async function readUntilKilled(
  home: string,
  store: KilledStore,
  victim: 'node' | 'java',
): Promise<readonly string[]> {
  const child = await startChild(home, store.address());
  const ended = once(child, 'exit');
  const [line] = await Promise.race([
    child.stdout === null ? [''] : once(child.stdout, 'data'),
    ended.then(() => {
      throw new Error('The server ended before it served');
    }),
  ]);
  const url = String(line).trim();
  const answered: string[] = [];
  let isKilled = false;
  const call = async (): Promise<void> => {
    while (!isKilled) {
      const id = randomUUID();
      if (await arrives(url, id)) answered.push(id);
    }
  };
  const calls = Array.from({ length: CALLERS }, call);
  while (answered.length < LEAST && child.exitCode === null) await wait(20);
  await wait(Math.random() * 400);
  if (victim === 'java') await store.killServer?.();
  child.kill('SIGKILL');
  await ended;
  isKilled = true;
  await Promise.all(calls);
  return answered;
}

async function arrives(url: string, id: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      body: JSON.stringify({ query: QUERY }),
    });
    const text = await response.text();
    return response.ok && text.startsWith('{"data"');
  } catch {
    // The server is gone, and so is its answer.
    return false;
  }
}

async function startChild(
  home: string,
  { uri, user, password, database }: GraphAddress,
): Promise<ChildProcess> {
  const neo4j = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password, NEO4J_DATABASE: database };
  return spawn(process.execPath, [await bundleScript('tests/crash/serve-child.ts')], {
    env: { ...process.env, ...neo4j, JINGWEI_HOME: home, JINGWEI_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function listLogged({ uri, user, password, database }: GraphAddress): Promise<ReadonlySet<string>> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  try {
    const query = "MATCH (e:LogEntry {chain: 'access'}) WHERE e.body IS NOT NULL RETURN e.body AS body";
    const { records } = await driver.executeQuery(query, {}, { database });
    return new Set(records.flatMap((record) => readBody(record.get('body'))?.request ?? []));
  } finally {
    await driver.close();
  }
}

async function verify(home: string, address: GraphAddress): Promise<readonly string[]> {
  const { audit } = loadSettings({ JINGWEI_HOME: home });
  const graph = await openGraph(address);
  try {
    const signed = await loadSignedHeads(audit, (await readSigningKey(audit.keyFile))?.id);
    const verdict = await verifyChains(graph, signed, { chain: 'access', onProgress: () => undefined });
    if (verdict.heads === 0) return ['nothing was signed'];
    return verdict.findings.map(({ message }) => message);
  } finally {
    await graph.close();
  }
}
