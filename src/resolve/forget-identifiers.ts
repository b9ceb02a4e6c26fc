import {
  forgetIdentifiers as forgetIdentifiersStatement,
  listIdentifiedMentions,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import type { MentionState } from '../intake/batch-change.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import { findNameKey, toIdentityMention } from './identity-claim.ts';
import { mayBeOneName } from './name-sound.ts';

/** Mentions by whose names those of an identifier are told again; a handful of different ones is all that counts. */
const ENOUGH = 200n;

/** The keys of the identifiers that mentions are or were known by. */
export function identifierKeysOf(mentions: readonly MentionState[]): readonly string[] {
  return [
    ...new Set(mentions.flatMap((mention) => toIdentityMention(mention, null).claims.map(({ key }) => key))),
  ].sort();
}

/** After mentions were erased: identifiers keep only names that are still borne, and go when nothing is known by them. */
export async function forgetIdentifiers(transaction: Transaction, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const found = await transaction.run(listIdentifiedMentions, { keys, limit: ENOUGH });
  const rows = found.map(({ key, attributes }) => ({ key, names: differentNames(attributes) }));
  await transaction.run(forgetIdentifiersStatement, { rows });
}

function differentNames(attributes: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const text of attributes) {
    const name = findNameKey(readAttributes(text));
    if (name !== null && !names.some((known) => mayBeOneName(known, name))) names.push(name);
  }
  return names;
}
