import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findPackageRoot } from '../../src/package-root.ts';
import type { BenchResult } from '../figure.ts';

const MOST_SECONDS = 60;
const PATIENCE_MILLISECONDS = 600_000;
/** What the product itself tells a person: not npm's own lines, nor the log. */
const TOLD = /^(?!npm |> |\{)\s*\S/;
const READY = /is ready: (http\S+)/;

interface Line {
  readonly seconds: number;
  readonly text: string;
}

/** Runs `npm start` on an empty home, as a newcomer does for the second time: what can be fetched is there already. */
export async function runStart(): Promise<BenchResult> {
  const home = await mkdtemp(join(tmpdir(), 'jingwei-bench-start-'));
  const child = spawn('npm', ['start'], {
    cwd: findPackageRoot(),
    // A group of its own, as a terminal gives it: Ctrl-C reaches all of it.
    detached: true,
    env: { ...process.env, JINGWEI_HOME: home, JINGWEI_PORT: String(await findFreePort()), NEO4J_URI: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    const lines = await readUntilReady(child);
    return summarise(lines);
  } finally {
    await stop(child);
    await rm(home, { recursive: true, force: true });
  }
}

async function readUntilReady(child: ChildProcess): Promise<readonly Line[]> {
  const started = performance.now();
  const lines: Line[] = [];
  return new Promise((resolve, reject) => {
    const fail = (reason: string): void => {
      reject(new Error(`npm start ${reason}:\n${lines.map(({ text }) => text).join('\n')}`));
    };
    const timer = setTimeout(() => fail('was not ready in time'), PATIENCE_MILLISECONDS);
    child.once('exit', (code) => fail(`ended with ${code}`));
    child.once('error', reject);
    const read = (stream: Readable): void => {
      createInterface({ input: stream }).on('line', (text) => {
        lines.push({ seconds: (performance.now() - started) / 1000, text });
        if (!READY.test(text)) return;
        clearTimeout(timer);
        resolve(lines);
      });
    };
    if (child.stdout !== null) read(child.stdout);
    if (child.stderr !== null) read(child.stderr);
  });
}

function summarise(lines: readonly Line[]): BenchResult {
  return {
    bench: 'start',
    figures: [
      {
        name: 'start.seconds',
        meaning: '`npm start` on an empty home and a warm cache, to the ready line',
        measured: lines.at(-1)?.seconds ?? 0,
        unit: 'seconds',
        asked: { most: MOST_SECONDS },
      },
    ],
    tables: [
      {
        title: 'What npm start said, and when',
        columns: ['seconds', 'line'],
        rows: lines
          .filter(({ text }) => TOLD.test(text))
          .map(({ seconds, text }) => [seconds, text.slice(0, 100)]),
      },
    ],
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGINT');
  await ended;
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
