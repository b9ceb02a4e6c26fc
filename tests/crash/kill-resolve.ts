import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { generateCity } from '../../src/city/generate-city.ts';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { ENTITY_KINDS } from '../../src/intake/mapped.ts';
import { settingsFor } from '../graph/embedded-home.ts';
import { differingShare, type Partition, readPartition, replayLog } from '../resolve/partitions.ts';
import { bundleScript } from '../setup/bundle-script.ts';
import { SMALL_SERVER } from '../setup/neo4j.ts';
import { createRandom } from '../setup/random.ts';
import { killAfter, type Victim } from './kill-child.ts';

export interface KillResolveOptions {
  readonly rounds: number;
  readonly persons: number;
  readonly seed: number;
  readonly onRound?: (round: KilledRun) => void;
}

/** One run of resolution that was killed: when, and what was wrong afterwards. */
export interface KilledRun {
  readonly round: number;
  readonly victim: Victim;
  /** Milliseconds after it began. */
  readonly after: number;
  /** Whether the kill came before the run was done. */
  readonly disturbed: boolean;
  /** Mentions that refer to another entity than before the run, at the moment of the kill. */
  readonly applied: number;
  readonly faults: readonly string[];
}

/**
 * Kills Node or Java with SIGKILL at a random point of the first run with models in a city. What it leaves must be whole, and
 * the same command given again must end where an undisturbed run does. Works in homes of its own.
 */
export async function killResolve(options: KillResolveOptions): Promise<readonly KilledRun[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jw-kill-'));
  const [city, base, home] = ['city', 'base', 'home'].map((name) => join(folder, name));
  if (city === undefined || base === undefined || home === undefined) throw new Error('There are three');
  try {
    await generateCity({ persons: options.persons, seed: options.seed, directory: city });
    await runWhole(base, 'intake-child.ts', city);
    await runWhole(base, 'resolve-child.ts', 'train');
    const before = (await inspect(base)).refers;
    await cp(base, home, { recursive: true });
    const duration = await runWhole(home, 'resolve-child.ts', 'run');
    const expected = (await inspect(home)).refers;
    const random = createRandom(options.seed);
    const rounds: KilledRun[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      await rm(home, { recursive: true, force: true });
      await cp(base, home, { recursive: true });
      const victim = round % 2 === 1 ? 'node' : 'java';
      const after = Math.round((0.2 + 0.8 * random()) * duration);
      const disturbed = await killAfter(
        await startChild(home, 'resolve-child.ts', 'run'),
        home,
        victim,
        after,
      );
      const left = await inspect(home);
      await runWhole(home, 'resolve-child.ts', 'run');
      const done = await inspect(home);
      const differing = differingShare(done.refers, expected);
      const killed: KilledRun = {
        ...{ round, victim, after, disturbed },
        applied: [...left.refers].filter(([mention, entity]) => before.get(mention) !== entity).length,
        faults: [
          ...left.faults.map((fault) => `after the kill: ${fault}`),
          ...done.faults.map((fault) => `after the next run: ${fault}`),
          ...(differing === 0 ? [] : [`${differing} of the linked pairs differ from an undisturbed run`]),
        ],
      };
      options.onRound?.(killed);
      rounds.push(killed);
    }
    return rounds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What must be nought at any moment. */
const FAULTS: Readonly<Record<string, string>> = {
  'mentions without exactly one entity': `MATCH (m:Mention) WHERE m.endedBy IS NULL
    AND COUNT { (m)-[x:REFERS_TO]->(:Entity) WHERE x.endedBy IS NULL } <> 1 RETURN count(m) AS found`,
  'references to an entity that ended': `MATCH (:Mention)-[x:REFERS_TO]->(e:Entity)
    WHERE x.endedBy IS NULL AND e.endedAt IS NOT NULL RETURN count(x) AS found`,
  'entities with a wrong count of evidence': `MATCH (e:Entity) WHERE e.endedAt IS NULL
    AND COUNT { (:Mention)-[x:REFERS_TO]->(e) WHERE x.endedBy IS NULL } <> e.evidence RETURN count(e) AS found`,
  'redirects that lead nowhere': `MATCH (e:Entity) WHERE e.redirectTo IS NOT NULL
    AND NOT EXISTS { MATCH (s:Entity {id: e.redirectTo}) WHERE s.endedAt IS NULL } RETURN count(e) AS found`,
};

async function inspect(
  home: string,
): Promise<{ readonly refers: Partition; readonly faults: readonly string[] }> {
  const server = await openEmbedded(settingsFor(home));
  const driver = neo4j.driver(server.boltUri, neo4j.auth.basic(server.user, server.password), {
    disableLosslessIntegers: true,
  });
  try {
    const faults: string[] = [];
    for (const [name, text] of Object.entries(FAULTS)) {
      const { records } = await driver.executeQuery(text, {}, { database: 'neo4j' });
      const found = Number(records[0]?.get('found'));
      if (found > 0) faults.push(`${found} ${name}`);
    }
    const refers = new Map<string, string>();
    for (const kind of ENTITY_KINDS) {
      const [now, logged] = [await readPartition(driver, kind), await replayLog(driver, kind)];
      for (const [mention, entity] of now) refers.set(mention, entity);
      const unlogged = [...now].filter(([mention, entity]) => logged.get(mention) !== entity).length;
      if (unlogged > 0 || now.size !== logged.size)
        faults.push(`${kind}: the log does not give today's references`);
    }
    return { refers, faults };
  } finally {
    await driver.close();
    await server.close();
  }
}

async function startChild(home: string, script: string, argument: string): Promise<ChildProcess> {
  return spawn(process.execPath, [await bundleScript(`tests/crash/${script}`), argument], {
    env: { ...process.env, ...SMALL_SERVER, JINGWEI_HOME: home, NEO4J_URI: undefined },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Gives the milliseconds from where it began to its end. */
async function runWhole(home: string, script: string, argument: string): Promise<number> {
  const child = await startChild(home, script, argument);
  const ended = once(child, 'exit');
  const begun = child.stdout === null ? ended : once(child.stdout, 'data');
  await Promise.race([begun, ended]);
  const from = performance.now();
  const [code] = await ended;
  if (code !== 0) throw new Error(`${script} ${argument} ended with ${code}`);
  return performance.now() - from;
}
