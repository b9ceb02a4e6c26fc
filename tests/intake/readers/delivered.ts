import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JingweiError } from '../../../src/errors.ts';
import type { SourceRow } from '../../../src/intake/mapped.ts';
import type { ReadLimits } from '../../../src/intake/readers/limits.ts';
import { DEFAULT_READ_LIMITS } from '../../../src/intake/readers/limits.ts';
import type { FileFormat } from '../../../src/intake/readers/read-rows.ts';
import { readRows } from '../../../src/intake/readers/read-rows.ts';

// It goes with the run's own temporary folder.
const folder = mkdtempSync(join(tmpdir(), 'jingwei-readers-'));
let files = 0;

/** A folder of the tests' own. */
export function ownFolder(): string {
  return folder;
}

/** Writes a delivery's file that stays as long as the run. */
export function delivered(content: string | Uint8Array): string {
  const path = join(folder, `delivery-${++files}`);
  writeFileSync(path, content);
  return path;
}

export async function rowsOf(
  content: string | Uint8Array,
  format: FileFormat['format'],
  more: { encoding?: string; sheet?: string; limits?: Partial<ReadLimits> } = {},
): Promise<SourceRow[]> {
  const path = delivered(content);
  try {
    return await rowsAt(path, format, more);
  } finally {
    rmSync(path);
  }
}

export async function rowsAt(
  path: string,
  format: FileFormat['format'],
  more: { encoding?: string; sheet?: string; limits?: Partial<ReadLimits> } = {},
): Promise<SourceRow[]> {
  const { encoding = 'UTF-8', sheet } = more;
  const how: FileFormat = sheet === undefined ? { format, encoding } : { format, encoding, sheet };
  const rows: SourceRow[] = [];
  for await (const batch of readRows(path, how, { ...DEFAULT_READ_LIMITS, ...more.limits })) {
    if (batch.length === 0 || batch.length > 1000) throw new Error(`a batch of ${batch.length}`);
    rows.push(...batch);
  }
  return rows;
}

/** The coded error that a promise ends with; fails the test when it ends otherwise. */
export async function errorOf(promise: Promise<unknown>): Promise<JingweiError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof JingweiError) return outcome;
  throw new Error(`not a coded error: ${String(outcome)}`, { cause: outcome });
}

/** Rows in short: line, then the values or the rule that was broken. */
export function brief(rows: readonly SourceRow[]): unknown[] {
  return rows.map((row) => [
    row.line,
    ...Object.values(row.cells),
    ...(row.fault ? [`!${row.fault.rule}`] : []),
  ]);
}
