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
 * mentions of two blocks for each thread; ordered by left and right, as in one piece.
 */
export async function comparePairs(
  workspace: Workspace,
  step: string,
  model: Model,
  table: string,
  atOnce = AT_ONCE,
): Promise<ScoredPairs> {
  const mentions = await workspace.count('mention');
  const rows = cutIntoBlocks(mentions, atOnce);
  const lists = new Map(rows.flat().map((block) => [block, new PairList()]));
  await workspace.runBeside([...lists.keys()], async (beside, block) => {
    const levels = compareSql(
      model.comparisons,
      `(SELECT l, r FROM ${table} WHERE ${within('l', block.left)} AND ${within('r', block.right)})`,
      `(SELECT * FROM mention WHERE ${within('i', block.left)})`,
      `(SELECT * FROM mention WHERE ${within('i', block.right)})`,
    );
    const list = lists.get(block);
    if (list !== undefined) await readInto(list, beside, step, model, `(${levels})`);
  });
  return joinInOrder(
    rows.map((row) => row.map((block) => ({ left: block.left, pairs: lists.get(block)?.pairs() ?? NONE }))),
  );
}

/** A range of places, the last left out. */
type Range = readonly [from: number, to: number];

interface Block {
  readonly left: Range;
  readonly right: Range;
}

const within = (column: string, [from, to]: Range): string => `${column} >= ${from} AND ${column} < ${to}`;

/**
 * The pairs of ranges in which each pair of mentions lies once, in order, those with one left range in one row; two ranges at least, so that
 * there is work for more than one thread.
 */
function cutIntoBlocks(mentions: number, atOnce: number): readonly (readonly Block[])[] {
  const parts = mentions <= Math.min(FEW, atOnce) ? 1 : Math.max(2, Math.ceil(mentions / atOnce));
  const size = Math.max(1, Math.ceil(mentions / parts));
  const ranges = Array.from({ length: parts }, (_, at): Range => [at * size, (at + 1) * size]);
  return ranges.map((left, at) => ranges.slice(at).map((right) => ({ left, right })));
}

const NONE: ScoredPairs = { left: new Int32Array(), right: new Int32Array(), bits: new Float64Array() };

interface ComparedBlock {
  readonly left: Range;
  readonly pairs: ScoredPairs;
}

/** The pairs of all blocks, ordered by left and right: of the blocks of a row those of each left mention follow one another. */
function joinInOrder(rows: readonly (readonly ComparedBlock[])[]): ScoredPairs {
  const [[only] = [], ...more] = rows;
  if (only === undefined || more.length === 0) return only?.pairs ?? NONE;
  const joined = new PairList();
  for (const row of rows) {
    const [from, to] = row[0]?.left ?? [0, 0];
    const next = row.map(() => 0);
    for (let mention = from; mention < to; mention++) {
      row.forEach(({ pairs: { left, right, bits } }, list) => {
        let at = next[list] ?? 0;
        for (; left[at] === mention; at++) joined.add(mention, right[at] ?? 0, bits[at] ?? 0);
        next[list] = at;
      });
    }
  }
  return joined.pairs();
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
