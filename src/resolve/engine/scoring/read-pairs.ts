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
const AT_ONCE = 100_000;
/** Fewer are compared in one piece: to cut them up costs more than it gains. */
const FEW = 10_000;

/**
 * Compares and scores the pairs of a table (l, r), block by block of their mentions, so that no more is held than the
 * mentions of two blocks for each thread; within a block ordered by left and right.
 */
export async function comparePairs(
  workspace: Workspace,
  step: string,
  model: Model,
  table: string,
  atOnce = AT_ONCE,
): Promise<ScoredPairs> {
  const mentions = await workspace.count('mention');
  const blocks = cutIntoBlocks(mentions, atOnce);
  const lists = new Map(blocks.map((block) => [block, new PairList()]));
  await workspace.runBeside(blocks, async (beside, block) => {
    const levels = compareSql(
      model.comparisons,
      `(SELECT l, r FROM ${table} WHERE ${within('l', block.left)} AND ${within('r', block.right)})`,
      `(SELECT * FROM mention WHERE ${within('i', block.left)})`,
      `(SELECT * FROM mention WHERE ${within('i', block.right)})`,
    );
    const list = lists.get(block);
    if (list !== undefined) await readInto(list, beside, step, model, `(${levels})`);
  });
  return joinLists([...lists.values()].map((list) => list.pairs()));
}

/** A range of places, the last left out. */
type Range = readonly [from: number, to: number];

interface Block {
  readonly left: Range;
  readonly right: Range;
}

const within = (column: string, [from, to]: Range): string => `${column} >= ${from} AND ${column} < ${to}`;

/** The pairs of ranges in which each pair of mentions lies once, in order; two ranges at least, so that there is work for more than one thread. */
function cutIntoBlocks(mentions: number, atOnce: number): readonly Block[] {
  const parts = mentions <= FEW ? 1 : Math.max(2, Math.ceil(mentions / atOnce));
  const size = Math.max(1, Math.ceil(mentions / parts));
  const ranges = Array.from({ length: parts }, (_, at): Range => [at * size, (at + 1) * size]);
  return ranges.flatMap((left, at) => ranges.slice(at).map((right) => ({ left, right })));
}

function joinLists(lists: readonly ScoredPairs[]): ScoredPairs {
  const size = lists.reduce((sum, { left }) => sum + left.length, 0);
  const joined = { left: new Int32Array(size), right: new Int32Array(size), bits: new Float64Array(size) };
  let from = 0;
  for (const { left, right, bits } of lists) {
    joined.left.set(left, from);
    joined.right.set(right, from);
    joined.bits.set(bits, from);
    from += left.length;
  }
  return joined;
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
