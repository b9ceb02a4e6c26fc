import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { findPackageRoot } from '../src/package-root.ts';
import type { BenchResult } from './figure.ts';
import type { Machine } from './machine.ts';

const MOST_KEPT = 20;
const Kept = z.array(z.unknown());

/** Puts a result before the earlier ones of its bench in `bench/results/<bench>.json`. */
export async function keepResult(result: BenchResult, command: string, machine: Machine): Promise<void> {
  const file = new URL(`bench/results/${result.bench}.json`, findPackageRoot());
  const entry = {
    date: new Date().toISOString().slice(0, 16),
    command,
    machine,
    figures: Object.fromEntries(result.figures.map(({ name, measured }) => [name, round(measured)])),
    tables: result.tables,
  };
  const kept = [entry, ...(await readKept(file))].slice(0, MOST_KEPT);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(kept, null, 2)}\n`);
}

async function readKept(file: URL): Promise<readonly unknown[]> {
  try {
    return Kept.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
