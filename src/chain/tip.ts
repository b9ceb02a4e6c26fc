import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { JingweiError } from '../errors.ts';
import { processIsAlive } from '../graph/embedded/process-alive.ts';
import { parseLine } from './heads-file.ts';
import type { HeadLine, HeadsLine } from './heads-line.ts';

/** Wide enough for any head, so that a new one always covers the one before. */
const WIDTH = 640;
const NAME = /^\w+-(\d+)-[0-9a-f-]+\.tip$/;

/**
 * The newest signed head of one process, in a small file beside the heads that is written over after every commit. It
 * outlives a killed process, so nothing can be cut off a chain between two lines of the heads file either.
 */
export class Tip {
  readonly #path: string;
  readonly #file: number;

  /** Throws AUDIT_HEADS. */
  constructor(heads: string, chain: string) {
    const folder = tipsBeside(heads);
    this.#path = join(folder, `${chain}-${process.pid}-${randomUUID()}.tip`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#file = openSync(this.#path, 'wx', 0o600);
    } catch (error) {
      throw new JingweiError('AUDIT_HEADS', { file: this.#path, reason: 'it cannot be written' }, error);
    }
  }

  /** One write of less than a page; it takes some microseconds. */
  write(line: HeadLine): void {
    try {
      writeSync(this.#file, JSON.stringify(line).padEnd(WIDTH), 0);
    } catch (error) {
      throw new JingweiError('AUDIT_HEADS', { file: this.#path, reason: 'it cannot be written' }, error);
    }
  }

  /** Its head stands in the heads file now. */
  remove(): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}

export interface ReadTip {
  readonly path: string;
  /** Whether the process that writes it runs still. */
  readonly isInUse: boolean;
  /** `none` when nothing was written into it yet. */
  readonly line: HeadsLine | 'none' | 'unreadable';
}

/** The tips of every process beside a heads file, those of killed processes too. */
export async function readTips(heads: string): Promise<readonly ReadTip[]> {
  const folder = tipsBeside(heads);
  const tips: ReadTip[] = [];
  for (const name of await listNames(folder)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const text = await readTip(path);
    if (text === undefined) continue;
    const line = text === '' ? 'none' : (parseLine(text) ?? 'unreadable');
    tips.push({ path, isInUse: processIsAlive(Number(pid)), line });
  }
  return tips;
}

/** Throws nothing away that stands nowhere else: call it when the tip's line is in the heads file. */
export async function removeTip({ path }: ReadTip): Promise<void> {
  await rm(path, { force: true });
}

/** Undefined when its process has taken it away meanwhile. */
async function readTip(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new JingweiError('AUDIT_HEADS', { file: path, reason: 'it cannot be read' }, error);
  }
}

function tipsBeside(heads: string): string {
  return join(dirname(heads), 'tips');
}

async function listNames(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new JingweiError('AUDIT_HEADS', { file: folder, reason: 'it cannot be read' }, error);
  }
}
