import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCity } from '../../src/city/generate-city.ts';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { settingsFor } from '../graph/embedded-home.ts';
import { bundleScript } from '../setup/bundle-script.ts';
import { SMALL_SERVER } from '../setup/neo4j.ts';
import { createRandom } from '../setup/random.ts';
import { compareDescriptions, describeGraph, wipeGraph } from './describe-graph.ts';
import { killAfter, type Victim } from './kill-child.ts';

export interface KillOptions {
  readonly rounds: number;
  readonly persons: number;
  readonly seed: number;
  readonly onRound?: (round: KillRound) => void;
}

/** One undisturbed run, disturbed once: who was killed, when, and how the graph then differed. */
export interface KillRound {
  readonly round: number;
  readonly victim: Victim;
  /** Milliseconds after the first statement. */
  readonly after: number;
  /** Whether the kill came before the work was done. */
  readonly disturbed: boolean;
  readonly differences: readonly string[];
}

const ATTEMPTS = 4;

/**
 * Kills Node or Java with SIGKILL at a random point of taking a city in, runs the same command again until it succeeds,
 * and compares the graph with that of an undisturbed run. Works in a home of its own.
 */
export async function killIntake(options: KillOptions): Promise<readonly KillRound[]> {
  const home = await mkdtemp(join(tmpdir(), 'jingwei-crash-'));
  const city = await mkdtemp(join(tmpdir(), 'jingwei-crash-city-'));
  try {
    await generateCity({ persons: options.persons, seed: options.seed, directory: city });
    const random = createRandom(options.seed);
    let server = await openEmbedded(settingsFor(home));
    const duration = await runWhole(home, city);
    const expected = await describeGraph(server);
    const rounds: KillRound[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      await wipeGraph(server);
      const victim = round % 2 === 1 ? 'node' : 'java';
      const after = Math.round(random() * duration * 0.9);
      const disturbed = await killAfter(await startChild(home, city), home, victim, after);
      if (victim === 'java') {
        await server.close();
        server = await openEmbedded(settingsFor(home));
      }
      await runWhole(home, city);
      const done = {
        round,
        victim,
        after,
        disturbed,
        differences: compareDescriptions(expected, await describeGraph(server)),
      } as const;
      options.onRound?.(done);
      rounds.push(done);
    }
    await server.close();
    return rounds;
  } finally {
    await rm(home, { recursive: true, force: true });
    await rm(city, { recursive: true, force: true });
  }
}

async function startChild(home: string, city: string): Promise<ChildProcess> {
  const script = await bundleScript('tests/crash/intake-child.ts');
  return spawn(process.execPath, [script, city], {
    env: { ...process.env, ...SMALL_SERVER, JINGWEI_HOME: home, NEO4J_URI: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs the command until it succeeds; gives the milliseconds from its first statement to its end. */
async function runWhole(home: string, city: string): Promise<number> {
  let complaint = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const child = await startChild(home, city);
    child.stderr?.on('data', (data) => {
      complaint = `${complaint}${data}`.slice(-2000);
    });
    const begun =
      child.stdout === null ? undefined : once(child.stdout, 'data').then(() => performance.now());
    const [code] = await once(child, 'exit');
    if (code === 0) return performance.now() - ((await begun) ?? 0);
  }
  throw new Error(`The intake did not succeed in ${ATTEMPTS} attempts: ${complaint}`);
}
