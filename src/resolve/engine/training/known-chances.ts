import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { WeighedComparison } from '../model.ts';
import { compareSql, featureColumn } from '../scoring/compare-sql.ts';
import type { Workspace } from '../sql/workspace.ts';
import type { Probabilities } from './estimate.ts';
import { countPatterns } from './patterns.ts';

/** Fewer pairs that are known to be two say too little about chance. */
const ENOUGH = 5_000;

/** Per comparison the share of pairs of different things at levels where it is known, undefined where at none. */
export type KnownChances = readonly (ReadonlyMap<number, number> | undefined)[];

/**
 * How often two things share a whole value by chance: as the comparison itself knows, or from a source that states nothing twice: any two of its mentions are
 * two. Random pairs cannot tell, since those of them that share a whole value are mostly one thing. Pairs at a whole
 * level are candidates, so that counting those counts all; of a sample each stands for `scale`.
 */
export async function countKnownChances(
  workspace: Workspace,
  comparisons: readonly WeighedComparison[],
  scale: number,
): Promise<KnownChances> {
  await workspace.run(
    'compare known apart',
    `CREATE OR REPLACE TABLE apart_level AS ${compareSql(comparisons, 'candidate_apart', 'mention')}`,
  );
  const patterns = await countPatterns(workspace, comparisons, 'apart_level');
  const chances: (ReadonlyMap<number, number> | undefined)[] = [];
  for (const [at, comparison] of comparisons.entries()) {
    const { strangers } = kindOf(comparison);
    if (strangers !== undefined) {
      const sql = strangers((feature) => featureColumn(at, feature), 'mention');
      const [shares = []] = await workspace.rows('count strangers', sql);
      chances.push(new Map(shares.map((share, level) => [level + 1, Number(share)])));
      continue;
    }
    const pairs = await countComparable(workspace, comparison, at);
    if (pairs < ENOUGH) {
      chances.push(undefined);
      continue;
    }
    const counts = new Map<number, number>();
    kindOf(comparison).levels.forEach(({ whole }, level) => {
      if (whole) counts.set(level + 1, 0.5);
    });
    patterns.counts.forEach((count, row) => {
      const level = patterns.levels[row * patterns.comparisons + at] ?? 0;
      const known = counts.get(level);
      if (known !== undefined) counts.set(level, known + count * scale);
    });
    chances.push(new Map([...counts].map(([level, count]) => [level, count / pairs])));
  }
  return chances;
}

/** Pairs of mentions of one such source that have something to compare. */
async function countComparable(workspace: Workspace, comparison: Comparison, at: number): Promise<number> {
  const comparable = kindOf(comparison).comparable((_, feature) => `m.${featureColumn(at, feature)}`);
  const rows = await workspace.rows(
    'count comparable',
    `SELECT count(*) FROM mention AS m JOIN once ON once.i = m.i WHERE coalesce(${comparable}, false) GROUP BY once.source`,
  );
  return rows.reduce((sum, [count]) => sum + (Number(count) * (Number(count) - 1)) / 2, 0);
}

/** Puts what is known in the place of what random pairs gave. */
export function withKnownChances(u: Probabilities, known: KnownChances): Probabilities {
  return u.map((shares, at) => {
    const chances = known[at];
    return chances === undefined ? shares : shares.map((share, level) => chances.get(level) ?? share);
  });
}
