import type { ScoredPairs } from '../clustering/cluster-pairs.ts';
import { PairList } from '../clustering/pair-list.ts';
import type { Model } from '../model.ts';
import type { Workspace } from '../sql/workspace.ts';
import { compareSql } from './compare-sql.ts';
import { scoreSql } from './score-sql.ts';

/** Scores the pairs of a table of levels, ordered by left and right. */
export async function readPairs(
  workspace: Workspace,
  step: string,
  model: Model,
  levels: string,
): Promise<ScoredPairs> {
  const list = new PairList();
  await readInto(list, workspace, step, model, levels);
  return list.pairs();
}

/** Mentions of one side of the pairs that are compared at once: what they say is held in memory meanwhile. */
const AT_ONCE = 200_000;

/**
 * Compares and scores the pairs of a table (l, r), block by block of their mentions, so that no more is held than the
 * mentions of two blocks; within a block ordered by left and right.
 */
export async function comparePairs(
  workspace: Workspace,
  step: string,
  model: Model,
  table: string,
  atOnce = AT_ONCE,
): Promise<ScoredPairs> {
  const list = new PairList();
  const mentions = await workspace.count('mention');
  const size = Math.max(1, Math.ceil(mentions / Math.max(1, Math.ceil(mentions / atOnce))));
  const within = (column: string, from: number): string =>
    `${column} >= ${from} AND ${column} < ${from + size}`;
  const sideOf = (from: number): string =>
    size >= mentions ? 'mention' : `(SELECT * FROM mention WHERE ${within('i', from)})`;
  for (let left = 0; left < mentions; left += size) {
    for (let right = left; right < mentions; right += size) {
      const pairs =
        size >= mentions
          ? table
          : `(SELECT l, r FROM ${table} WHERE ${within('l', left)} AND ${within('r', right)})`;
      const levels = compareSql(model.comparisons, pairs, sideOf(left), sideOf(right));
      await readInto(list, workspace, step, model, `(${levels})`);
    }
  }
  return list.pairs();
}

async function readInto(
  list: PairList,
  workspace: Workspace,
  step: string,
  model: Model,
  levels: string,
): Promise<void> {
  await workspace.each(
    step,
    `SELECT l, r, bits FROM (${scoreSql(model, levels)}) ORDER BY l, r`,
    ([left, right, bits], rows) => {
      for (let row = 0; row < rows; row++) list.add(left?.[row] ?? 0, right?.[row] ?? 0, bits?.[row] ?? 0);
    },
  );
}
