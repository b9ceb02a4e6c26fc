import type { ScoredPairs } from '../clustering/cluster-pairs.ts';
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
  const [left = [], right = [], bits = []] = await workspace.columns(
    step,
    `SELECT l, r, bits FROM (${scoreSql(model, levels)}) ORDER BY l, r`,
  );
  return {
    left: Int32Array.from(left, Number),
    right: Int32Array.from(right, Number),
    bits: Float64Array.from(bits, Number),
  };
}
