import type { Comparison } from '../comparisons/comparison.ts';
import { readFeatures } from '../comparisons/plan.ts';
import type { EngineMention } from '../mention.ts';
import { atomsOf } from './atoms.ts';
import { CAP, capOf, type KeyRules } from './key-rules.ts';

/** Codes of the atoms that more mentions share than the cap allows; they make keys in twos only. */
export type CommonAtoms = ReadonlySet<number>;

const SLOTS = 2 ** 24;
const WORD = 2 ** 32;
/** Keys of 36 bits: at a million mentions with a hundred keys each, a key is met by chance about once in ten. */
const KEY_SPACE = 2 ** 36;
/** Most keys of one mention, so that one that says very much does not outweigh the rest. */
const MOST_KEYS = 160;

/** Which atoms are common among mentions of one kind. Counted in little memory, so that a rare one may pass for common. */
export function findCommonAtoms(
  comparisons: readonly Comparison[],
  mentions: readonly EngineMention[],
  cap = CAP,
): CommonAtoms {
  const counts = new Uint16Array(SLOTS);
  const common = new Set<number>();
  for (const mention of mentions) {
    for (const code of new Set(
      atomsOf(comparisons, readAll(comparisons, mention)).map(({ text }) => codeOf(mention.kind, text)),
    )) {
      const slot = code % SLOTS;
      const count = Math.min(65_535, (counts[slot] ?? 0) + 1);
      counts[slot] = count;
      if (count > cap) common.add(code % WORD);
    }
  }
  return common;
}

/** What of a model decides the keys of a mention. */
export interface IndexedModel {
  readonly comparisons: readonly Comparison[];
  readonly keys: { readonly caps: KeyRules };
}

/**
 * The keys under which an index holds a mention: the definition of the bulk join (`candidate-sql.ts`), with what is
 * common decided once, when the model was trained, so that a mention's keys depend on nothing but itself.
 */
export function indexKeys(
  { comparisons, keys: { caps } }: IndexedModel,
  common: CommonAtoms,
  mention: EngineMention,
): readonly string[] {
  const keys = new Set<string>();
  const often: { readonly family: string; readonly code: number }[] = [];
  for (const { family, text } of atomsOf(comparisons, readAll(comparisons, mention))) {
    const code = codeOf(mention.kind, text);
    if (common.has(code % WORD)) often.push({ family, code });
    else if (capOf(caps, family) > 0) keys.add(keyOf(code));
  }
  often.forEach((one, at) => {
    for (const other of often.slice(at + 1)) {
      if (one.family === other.family || one.code === other.code) continue;
      if (capOf(caps, one.family, other.family) === 0) continue;
      const [low, high] = one.code < other.code ? [one.code, other.code] : [other.code, one.code];
      keys.add(keyOf(mix(`${low} ${high}`)));
    }
  });
  return [...keys].slice(0, MOST_KEYS);
}

function readAll(comparisons: readonly Comparison[], mention: EngineMention): Parameters<typeof atomsOf>[1] {
  return comparisons.map((comparison) => readFeatures(comparison, mention));
}

function codeOf(kind: string, text: string): number {
  return mix(`${kind} ${text}`);
}

function keyOf(code: number): string {
  return (code % KEY_SPACE).toString(36);
}

/** 53 bits that depend on the text alone (two lanes of multiply and shift, as in MurmurHash; Appleby 2008). */
function mix(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    low = Math.imul(low ^ unit, 2_654_435_761);
    high = Math.imul(high ^ unit, 1_597_334_677);
  }
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  return WORD * (2_097_151 & (high >>> 0)) + (low >>> 0);
}
