import { z } from 'zod';
import { eraseEntries } from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { appendInside } from './append-entries.ts';

/** First and last sequence number, both included. */
export type Range = readonly [number, number];

const MARK = '{"erased":';
const Body = z.object({ erased: z.array(z.tuple([z.number(), z.number()])) });

/**
 * Erases the content of entries and, in the same transaction, appends the entry that says so: places, digests and
 * hashes stay, so the chain still verifies, and a content that is gone without a word is found.
 */
export async function eraseContent(
  transaction: Transaction,
  chain: string,
  [from, to]: Range,
  words: { readonly actor: string; readonly reason: string },
  now: number,
): Promise<void> {
  await transaction.run(eraseEntries, { chain, from: BigInt(from), to: BigInt(to) });
  const body = JSON.stringify({ erased: [[from, to]], reason: words.reason });
  await appendInside(transaction, chain, [{ actor: words.actor, scope: null, subjects: [], body }], now);
}

/** The erasures that an entry announces. */
export function readErasure(body: string): readonly Range[] {
  return body.startsWith(MARK) ? Body.parse(JSON.parse(body)).erased : [];
}
