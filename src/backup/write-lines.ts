import { createHash } from 'node:crypto';
import { z } from 'zod';
import { scanNodes, scanRelationships } from '../generated/statements.ts';
import type { ExactTransaction } from '../graph/exact-graph.ts';
import { toPortable } from '../graph/portable-value.ts';
import { toDateTime } from '../graph/values.ts';
import { type BackupFooter, type BackupHeader, type BackupProgress, FORMAT } from './backup-format.ts';

const CHUNK_CHARACTERS = 256 * 1024;
const PROGRESS_EVERY = 10_000;

/** The text of a backup, in pieces. The counts in its footer are those of what was really written. */
export async function* writeLines(
  transaction: ExactTransaction,
  header: BackupHeader,
  onProgress: (progress: BackupProgress) => void,
): AsyncGenerator<Buffer, void> {
  const sha = createHash('sha256');
  const hashed = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    sha.update(bytes);
    return bytes;
  };
  yield hashed(`${JSON.stringify(header)}\n`);
  const counts = { nodes: 0, relationships: 0 };
  for (const phase of ['nodes', 'relationships'] as const) {
    const lines = phase === 'nodes' ? nodeLines(transaction, header) : relationshipLines(transaction);
    let pending = '';
    for await (const line of lines) {
      pending += line;
      counts[phase] += 1;
      if (counts[phase] % PROGRESS_EVERY === 0) onProgress({ phase, done: counts[phase], of: header[phase] });
      if (pending.length < CHUNK_CHARACTERS) continue;
      yield hashed(pending);
      pending = '';
    }
    yield hashed(pending);
    onProgress({ phase, done: counts[phase], of: header[phase] });
  }
  const footer: BackupFooter = { end: FORMAT, ...counts, sha256: sha.digest('hex') };
  yield Buffer.from(`${JSON.stringify(footer)}\n`);
}

async function* nodeLines(transaction: ExactTransaction, { chains }: BackupHeader): AsyncGenerator<string> {
  const ends = new Map(chains.map((head) => [head.chain, head]));
  for await (const { id, labels, properties } of transaction.stream(scanNodes, {})) {
    const written = portable(properties);
    if (labels.includes('LogEntry') && isBehind(written, ends)) continue;
    // Filing goes on while this is read; a restored store files again from the first entry.
    if (labels.includes('LogFiling')) continue;
    const kept = labels.includes('LogHead') ? { ...written, ...endOf(written, ends) } : written;
    yield `${JSON.stringify({ id: numberOf(id), labels, properties: kept })}\n`;
  }
}

type Ends = ReadonlyMap<unknown, BackupHeader['chains'][number]>;

/** Whether an entry was appended after the backup began. */
function isBehind({ chain, sequence }: Readonly<Record<string, unknown>>, ends: Ends): boolean {
  const place = z.object({ int: z.string() }).safeParse(sequence);
  return place.success && Number(place.data.int) > (ends.get(chain)?.sequence ?? 0);
}

/** The head of a chain as it was when the backup began. */
function endOf({ chain }: Readonly<Record<string, unknown>>, ends: Ends): Readonly<Record<string, unknown>> {
  const end = ends.get(chain);
  if (end === undefined) return {};
  const { sequence, hash, at } = end;
  return portable({
    ...{ sequence: BigInt(sequence), hash, taken: 0n },
    at: toDateTime(new Date(at).toISOString()),
  });
}

async function* relationshipLines(transaction: ExactTransaction): AsyncGenerator<string> {
  for await (const { from, to, type, properties } of transaction.stream(scanRelationships, {})) {
    const ends = { from: numberOf(from), to: numberOf(to) };
    yield `${JSON.stringify({ ...ends, type, properties: portable(properties) })}\n`;
  }
}

function portable(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const name in properties) written[name] = toPortable(properties[name]);
  return written;
}

/** An element id is `type:database:number`; within one store the number is enough. */
export function numberOf(elementId: string): number {
  const number = Number(elementId.slice(elementId.lastIndexOf(':') + 1));
  if (!Number.isSafeInteger(number))
    throw new Error(`This server writes its element ids otherwise: ${elementId}`);
  return number;
}
