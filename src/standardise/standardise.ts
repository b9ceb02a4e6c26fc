import { BoundedCache } from './bounded-cache.ts';
import { KINDS } from './kinds.ts';
import type { AttributeKind, StandardiseOptions, StandardValue } from './value.ts';

/** Part of a dataset's hash: raise it whenever any standardiser gives another result, so that records are mapped again. */
export const STANDARDISE_VERSION = '5';

/** Values per generation and cache; a name with its search forms weighs about a kilobyte. */
const GENERATION_SIZE = 4_000;
/** Kinds times options in use; far above what contracts name, there only to keep memory bounded. */
const MOST_CACHES = 256;
const caches = new Map<string, BoundedCache<StandardValue>>();

/**
 * Cleans one value of an attribute for comparison and search; the original stays in the result. Pure: the caches
 * only save work. Gives null for a blank value. A value that cannot be read is flagged, never dropped or guessed.
 *
 * ```ts
 * standardise('date', '民國114年1月1日', options)?.value; // 2025-01-01
 * ```
 */
export function standardise(
  kind: AttributeKind,
  original: string,
  options: StandardiseOptions,
): StandardValue | null {
  const rule = KINDS[kind];
  if (!rule.dear) return rule.standardise(original, options);
  const cache = cacheFor(`${kind}|${rule.optionsKey(options)}`);
  const known = cache.find(original);
  if (known !== undefined) return known;
  const result = rule.standardise(original, options);
  if (result !== null) cache.keep(original, result);
  return result;
}

function cacheFor(name: string): BoundedCache<StandardValue> {
  const existing = caches.get(name);
  if (existing !== undefined) return existing;
  if (caches.size >= MOST_CACHES) caches.clear();
  const created = new BoundedCache<StandardValue>(GENERATION_SIZE);
  caches.set(name, created);
  return created;
}
