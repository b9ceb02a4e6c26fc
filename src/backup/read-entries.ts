import { fromPortable } from '../graph/portable-value.ts';
import type { NodeEntry, RelationshipEntry } from './backup-format.ts';
import { invalid, readLines } from './read-backup.ts';

/** Small enough for a transaction that fits in a modest heap, however large single nodes are. */
const BATCH_ROWS = 5_000;
const BATCH_BYTES = 4 * 1024 ** 2;

export type EntryBatch =
  | { readonly of: 'nodes'; readonly rows: readonly NodeEntry[] }
  | { readonly of: 'relationships'; readonly rows: readonly RelationshipEntry[] };

/** Nodes, then relationships of a verified backup, in batches. Throws BACKUP_INVALID where a line is neither. */
export async function* readEntries(
  file: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<EntryBatch> {
  let nodes: NodeEntry[] = [];
  let relationships: RelationshipEntry[] = [];
  let bytes = 0;
  let line = 0;
  for await (const text of readLines(file, signal)) {
    line += 1;
    if (line === 1) continue;
    const entry = parseEntry(file, line, text);
    if (entry === 'footer') break;
    if ('labels' in entry) nodes.push(entry);
    else relationships.push(entry);
    bytes += text.length;
    const full = nodes.length + relationships.length >= BATCH_ROWS || bytes >= BATCH_BYTES;
    if (nodes.length > 0 && (full || relationships.length > 0)) {
      yield { of: 'nodes', rows: nodes };
      nodes = [];
      bytes = 0;
    } else if (full) {
      yield { of: 'relationships', rows: relationships };
      relationships = [];
      bytes = 0;
    }
  }
  if (nodes.length > 0) yield { of: 'nodes', rows: nodes };
  if (relationships.length > 0) yield { of: 'relationships', rows: relationships };
}

function parseEntry(file: string, line: number, text: Buffer): NodeEntry | RelationshipEntry | 'footer' {
  try {
    const value: unknown = JSON.parse(text.toString());
    if (typeof value === 'object' && value !== null) {
      if ('end' in value) return 'footer';
      const properties = parseProperties('properties' in value ? value.properties : undefined);
      if ('labels' in value && 'id' in value && isNumber(value.id) && isTexts(value.labels)) {
        return { id: value.id, labels: value.labels, properties };
      }
      if ('from' in value && 'to' in value && 'type' in value && typeof value.type === 'string') {
        const { from, to, type } = value;
        if (isNumber(from) && isNumber(to)) return { from, to, type, properties };
      }
    }
  } catch (error) {
    throw invalid(file, `line ${line} is not understood`, error);
  }
  throw invalid(file, `line ${line} is neither a node nor a relationship`);
}

function parseProperties(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('There are no properties');
  const properties: Record<string, unknown> = {};
  for (const [name, written] of Object.entries(value)) properties[name] = fromPortable(written);
  return properties;
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
