import type { Atom, Comparison } from '../comparisons/comparison.ts';
import { kindOf, readFeatures } from '../comparisons/plan.ts';
import type { EngineMention } from '../mention.ts';

/**
 * The atoms that a mention is found by: one definition for the bulk join and for an index. A key is an atom, or two
 * atoms of different families; a key that more mentions share than the cap allows puts nobody beside anybody.
 */
export function atomsOf(comparisons: readonly Comparison[], mention: EngineMention): readonly Atom[] {
  const atoms = new Map<string, Atom>();
  for (const comparison of comparisons) {
    const row = readFeatures(comparison, mention);
    if (row === null) continue;
    for (const atom of kindOf(comparison).atoms(row)) atoms.set(`${atom.family}\n${atom.text}`, atom);
  }
  return [...atoms.values()];
}
