import type { ScoredPairs } from './cluster-pairs.ts';
import type { Constraints } from './constraints.ts';

/** The better of two must be this much better, in bits: eight times as likely. */
const MARGIN = 3;
/** What a tie counts: too little to join, enough to be proposed. */
const TIED = -3;

/**
 * A mention that fits two records of a source which states nothing twice fits at most one of them in truth. Where
 * neither is clearly better no machine can tell: both are left for a person to choose from.
 */
export function settleTies(pairs: ScoredPairs, { onceIn }: Pick<Constraints, 'onceIn'>): ScoredPairs {
  if (onceIn.every((source) => source === undefined)) return pairs;
  const best = new Map<number, { first: number; second: number }>();
  const sources = new Map([...new Set(onceIn)].map((source, number) => [source, number]));
  const keyOf = (mention: number, source: string): number =>
    mention * sources.size + (sources.get(source) ?? 0);
  const eachFit = (visit: (key: number, at: number) => void): void => {
    pairs.left.forEach((left, at) => {
      // What is so much weaker than a tie can neither be one nor make one.
      if ((pairs.bits[at] ?? 0) <= TIED - MARGIN) return;
      const right = pairs.right[at] ?? 0;
      const [l, r] = [onceIn[left], onceIn[right]];
      if (r !== undefined && r !== l) visit(keyOf(left, r), at);
      if (l !== undefined && l !== r) visit(keyOf(right, l), at);
    });
  };
  eachFit((key, at) => {
    const bits = pairs.bits[at] ?? 0;
    const known = best.get(key);
    if (known === undefined) best.set(key, { first: bits, second: Number.NEGATIVE_INFINITY });
    else if (bits > known.first) best.set(key, { first: bits, second: known.first });
    else if (bits > known.second) known.second = bits;
  });
  const bits = Float64Array.from(pairs.bits);
  eachFit((key, at) => {
    const fit = best.get(key);
    const own = pairs.bits[at] ?? 0;
    if (fit === undefined || own <= TIED) return;
    const isBest = own === fit.first && fit.first - fit.second >= MARGIN;
    // What is clearly worse than the best is left as it is: it joins nobody against the source's word.
    if (!isBest && fit.first - own < MARGIN) bits[at] = TIED;
  });
  return { ...pairs, bits };
}
