import type { ScoredPairs } from '../clustering/cluster-pairs.ts';
import { PairList } from '../clustering/pair-list.ts';
import type { Model } from '../model.ts';
import type { Workspace } from '../sql/workspace.ts';
import { scoreSql } from './score-sql.ts';

/** Scores the pairs of a table of levels, ordered by left and right. */
export async function readPairs(
  workspace: Workspace,
  step: string,
  model: Model,
  levels: string,
): Promise<ScoredPairs> {
  const pairs = new PairList();
  await workspace.each(
    step,
    `SELECT l, r, bits FROM (${scoreSql(model, levels)}) ORDER BY l, r`,
    ([left = [], right = [], bits = []]) => {
      left.forEach((l, row) => {
        pairs.add(Number(l), Number(right[row]), Number(bits[row]));
      });
    },
  );
  return pairs.pairs();
}
