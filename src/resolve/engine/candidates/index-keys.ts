import { mix } from '../comparisons/atom-code.ts';
import type { Comparison } from '../comparisons/comparison.ts';
import { FeatureReader, type ReadsFeatures } from '../comparisons/feature-reader.ts';
import type { EngineMention } from '../mention.ts';
import { findBearers } from './bearers.ts';
import { CAP, capOf, type KeyRules } from './key-rules.ts';

/** Codes of the atoms that more mentions share than the cap allows; they make keys in twos only. */
export type CommonAtoms = ReadonlySet<number>;

const SLOTS = 2 ** 24;
const WORD = 2 ** 32;
/** Keys of 36 bits: at a million mentions with a hundred keys each, a key is met by chance about once in ten. */
const KEY_SPACE = 2 ** 36;
/** Most keys of one mention, so that one that says very much does not outweigh the rest. */
const MOST_KEYS = 160;

/** Bits in which it is noted that things of numbers were counted; where two meet by chance, one thing counts too little. */
const SEEN = 2 ** 28;

/**
 * Which atoms are common among mentions of one kind: shared by more things than the cap, those of one number being one.
 * Counted in little memory, so that a rare one may pass for common.
 */
export function findCommonAtoms(
  comparisons: readonly Comparison[],
  mentions: readonly EngineMention[],
  cap = CAP,
): CommonAtoms {
  const reader = new FeatureReader(comparisons);
  const counts = new Uint16Array(SLOTS);
  const common = new Set<number>();
  const seen = new Uint32Array(SEEN / 32);
  const isNew = (code: number, number: string): boolean => {
    const bit = mix(`${code} ${number}`) % SEEN;
    const [word, mask] = [bit >>> 5, 1 << (bit & 31)];
    if (((seen[word] ?? 0) & mask) !== 0) return false;
    seen[word] = (seen[word] ?? 0) | mask;
    return true;
  };
  const numbers = new Map(findBearers(mentions).map(({ place, number }) => [place, number]));
  mentions.forEach((mention, place) => {
    const number = numbers.get(place);
    const codes = reader.read(mention).flatMap((one) => (one?.atoms ?? []).map(({ code }) => code));
    for (const code of new Set(codes)) {
      if (number !== undefined && !isNew(code, number)) continue;
      const slot = code % SLOTS;
      const count = Math.min(65_535, (counts[slot] ?? 0) + 1);
      counts[slot] = count;
      if (count > cap) common.add(code % WORD);
    }
  });
  return common;
}

/** What of a model decides the keys of a mention. */
export interface IndexedModel {
  readonly comparisons: readonly Comparison[];
  readonly keys: { readonly caps: KeyRules };
}

/**
 * Gives the keys under which an index holds mentions: the definition of the bulk join (`candidate-sql.ts`), with what is
 * common decided once, when the model was trained, so that a mention's keys depend on nothing but itself.
 */
export class IndexKeys {
  readonly #reader: ReadsFeatures;
  readonly #caps: KeyRules;
  readonly #common: CommonAtoms;

  constructor(
    { comparisons, keys: { caps } }: IndexedModel,
    common: CommonAtoms,
    reader: ReadsFeatures = new FeatureReader(comparisons),
  ) {
    this.#reader = reader;
    this.#caps = caps;
    this.#common = common;
  }

  of(mention: EngineMention): readonly string[] {
    return this.codesOf(mention).map(keyOf);
  }

  /** The same as numbers. */
  codesOf(mention: EngineMention): readonly number[] {
    const keys = new Set<number>();
    const often: { readonly family: string; readonly code: number }[] = [];
    for (const one of this.#reader.read(mention))
      for (const atom of one?.atoms ?? []) {
        if (this.#common.has(atom.code % WORD)) often.push(atom);
        else if (capOf(this.#caps, atom.family) > 0) keys.add(atom.code % KEY_SPACE);
      }
    often.forEach((one, at) => {
      for (const other of often.slice(at + 1)) {
        if (one.family === other.family || one.code === other.code) continue;
        if (capOf(this.#caps, one.family, other.family) === 0) continue;
        const [low, high] = one.code < other.code ? [one.code, other.code] : [other.code, one.code];
        keys.add(mix(`${low} ${high}`) % KEY_SPACE);
      }
    });
    return [...keys].slice(0, MOST_KEYS);
  }

  /** Codes of the single atoms of a mention, also of those that many mentions share: for few mentions beside each other. */
  soleOf(mention: EngineMention): readonly number[] {
    const atoms = this.#reader.read(mention).flatMap((one) => one?.atoms ?? []);
    return atoms.flatMap(({ family, code }) => (capOf(this.#caps, family) > 0 ? [code] : []));
  }
}

/** A code as an index holds it. */
export function keyOf(code: number): string {
  return code.toString(36);
}
