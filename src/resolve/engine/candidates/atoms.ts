import type { Atom, Comparison, FeatureRow } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';

/**
 * The atoms that a mention is found by, from the features of its comparisons: one definition for the bulk join and for an
 * index. A key is an atom, or two atoms of different families; a key that more mentions share than the cap allows puts
 * nobody beside anybody.
 */
export function atomsOf(
  comparisons: readonly Comparison[],
  rows: readonly (FeatureRow | null)[],
): readonly Atom[] {
  const atoms = new Map<string, Atom>();
  comparisons.forEach((comparison, at) => {
    const row = rows[at] ?? null;
    if (row === null) return;
    for (const atom of kindOf(comparison).atoms(row)) atoms.set(`${atom.family}\n${atom.text}`, atom);
  });
  return [...atoms.values()];
}
