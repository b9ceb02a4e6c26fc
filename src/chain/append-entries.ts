import { JingweiError } from '../errors.ts';
import {
  appendEntries as appendEntriesStatement,
  lockHead,
  readEntryHash,
  readHead,
} from '../generated/statements.ts';
import type { Graph, Transaction } from '../graph/graph.ts';
import { toDateTime } from '../graph/values.ts';
import {
  type EntryDraft,
  genesisHash,
  type Head,
  type LinkedEntry,
  linkEntries,
  toProperties,
} from './entry.ts';

/**
 * Appends behind a head that is believed to be the end of its chain: one statement, one round trip. Undefined when it is not the
 * end, and nothing was written. A commit whose answer was lost is found by its hash, so nothing is ever appended twice.
 */
export async function appendBehind(
  graph: Graph,
  head: Head,
  drafts: readonly EntryDraft[],
  now: number,
): Promise<Head | undefined> {
  const entries = linkEntries(head, drafts, now);
  const last = lastOf(entries);
  if ((await writeBehind(graph, head, entries)) === entries.length) return last;
  const [found] = await graph.read(readEntryHash, { chain: last.chain, sequence: BigInt(last.sequence) });
  return found?.hash === last.hash ? last : undefined;
}

/** Repeated after a failure that passes: the same entries behind the same head are written once at most. */
async function writeBehind(graph: Graph, head: Head, entries: readonly LinkedEntry[]): Promise<number> {
  try {
    const [row] = await graph.writeOnce(appendEntriesStatement, paramsOf(head, entries));
    return row?.written ?? 0;
  } catch (error) {
    const mayPass =
      error instanceof JingweiError && (error.code === 'GRAPH_BUSY' || error.code === 'GRAPH_UNREACHABLE');
    if (!mayPass) throw error;
    return graph.write((transaction) => write(transaction, head, entries));
  }
}

/**
 * Appends wherever a chain ends, holding its head until the transaction does. For what is written together with its
 * entry, and for whoever was overtaken by another process.
 */
export async function appendInside(
  transaction: Transaction,
  chain: string,
  drafts: readonly EntryDraft[],
  now: number,
): Promise<Head> {
  const head = await holdHead(transaction, chain);
  const entries = linkEntries(head, drafts, now);
  if ((await write(transaction, head, entries)) !== entries.length)
    throw new Error('A head that is held moved');
  return lastOf(entries);
}

/** Where a chain ends; it is begun if it was not. */
export async function loadHead(graph: Graph, chain: string): Promise<Head> {
  const [row] = await graph.read(readHead, { chain });
  return row === undefined ? graph.write((transaction) => holdHead(transaction, chain)) : { chain, ...row };
}

async function holdHead(transaction: Transaction, chain: string): Promise<Head> {
  const beginning = toDateTime(new Date(0).toISOString());
  const [row] = await transaction.run(lockHead, { chain, genesis: genesisHash(chain), beginning });
  if (row === undefined) throw new Error('A chain that is begun has a head');
  return { chain, ...row };
}

async function write(transaction: Transaction, head: Head, entries: readonly LinkedEntry[]): Promise<number> {
  const [row] = await transaction.run(appendEntriesStatement, paramsOf(head, entries));
  return row?.written ?? 0;
}

function paramsOf(head: Head, entries: readonly LinkedEntry[]) {
  const last = lastOf(entries);
  return {
    chain: head.chain,
    sequence: BigInt(head.sequence),
    hash: head.hash,
    lastSequence: BigInt(last.sequence),
    lastHash: last.hash,
    at: toDateTime(new Date(last.at).toISOString()),
    rows: entries.map(toProperties),
  };
}

function lastOf(entries: readonly LinkedEntry[]): Head {
  const last = entries.at(-1);
  if (last === undefined) throw new RangeError('There is nothing to append');
  const { chain, sequence, hash, at } = last;
  return { chain, sequence, hash, at };
}
