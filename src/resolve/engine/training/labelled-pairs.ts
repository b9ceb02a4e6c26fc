import { UnionFind } from '../../union-find.ts';
import { clusterPairs, DEFAULT_CLUSTERING } from '../clustering/cluster-pairs.ts';
import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { levelColumn, sharedColumn } from '../scoring/compare-sql.ts';
import type { Workspace } from '../sql/workspace.ts';
import { findOpenPairs } from './open-pairs.ts';

/** Candidates with what their comparisons gave, to be labelled by clustering: see `refine`. */
export interface TrainingPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly comparisons: number;
  /** `pair * comparisons + comparison`. */
  readonly levels: Uint8Array;
  /** Shared information in bits, laid out as `levels`. */
  readonly shared: Float32Array;
  /** 0: there only so that clusters are whole. */
  readonly telling: Uint8Array;
}

/** As many pairs as refining looks at; of more, a share of the groups that may be one entity, each of them whole. */
const MOST_PAIRS = 400_000;

/**
 * Reads the pairs of `tables`, the first of them candidates, in the order of their mentions. Of too many it takes those whose left mention lies in one of a
 * share of the groups that `scored(l, r, bits)` links at all, so that clusters stay whole.
 */
export async function readTrainingPairs(
  workspace: Workspace,
  comparisons: readonly Comparison[],
  mentions: number,
  tables: readonly string[],
  scored: string,
): Promise<TrainingPairs> {
  const count = await workspace.count('candidate_level');
  let chosen = '';
  if (count > MOST_PAIRS) {
    await chooseGroups(workspace, mentions, scored, MOST_PAIRS / count);
    chosen = ' WHERE l IN (SELECT i FROM chosen)';
  }
  const width = comparisons.length;
  const levels = comparisons.map((_, index) => levelColumn(index));
  const shared = comparisons.map((comparison, index) =>
    kindOf(comparison).shared === null ? '0' : sharedColumn(index),
  );
  const columns = await workspace.numbers(
    'read training pairs',
    `${tables.map((table, at) => `SELECT l, r, ${levels.join(', ')}, ${shared.join(', ')}, ${at === 0 ? 1 : 0} FROM ${table}${chosen}`).join(' UNION ALL ')} ORDER BY 1, 2`,
  );
  const size = columns[0]?.length ?? 0;
  const pairs: TrainingPairs = {
    left: Int32Array.from(columns[0] ?? []),
    right: Int32Array.from(columns[1] ?? []),
    comparisons: width,
    levels: new Uint8Array(size * width),
    shared: new Float32Array(size * width),
    telling: Uint8Array.from(columns[2 + 2 * width] ?? []),
  };
  for (let at = 0; at < width; at++) {
    const [level, bits] = [columns[2 + at], columns[2 + width + at]];
    for (let pair = 0; pair < size; pair++) {
      pairs.levels[pair * width + at] = level?.[pair] ?? 0;
      pairs.shared[pair * width + at] = (bits?.[pair] ?? 0) / 16;
    }
  }
  return pairs;
}

/** Pairs below this many bits link no groups. */
const LINKS = -1;

async function chooseGroups(
  workspace: Workspace,
  mentions: number,
  scored: string,
  share: number,
): Promise<void> {
  const groups = new UnionFind(mentions);
  await workspace.each(
    'group mentions',
    `SELECT l, r FROM (${scored}) WHERE bits >= ${LINKS}`,
    ([left, right], rows) => {
      for (let row = 0; row < rows; row++) groups.join(left?.[row] ?? 0, right?.[row] ?? 0);
    },
  );
  const limit = share * 2 ** 32;
  const chosen: number[] = [];
  for (let mention = 0; mention < mentions; mention++)
    if (Math.imul(groups.find(mention) + 1, 0x9e3779b1) >>> 0 < limit) chosen.push(mention);
  await workspace.listPlaces('chosen', chosen);
}

/** What clustering says of a pair: two, one, or nothing either way (`findOpenPairs`). */
export const LABEL = { apart: 0, together: 1, open: 2 } as const;

/** The label of each pair. */
export function labelPairs(
  mentions: number,
  { left, right }: TrainingPairs,
  bits: Float64Array,
  stop: number,
): Uint8Array {
  const { clusters } = clusterPairs(mentions, { left, right, bits }, undefined, {
    ...DEFAULT_CLUSTERING,
    stop,
  });
  const open = findOpenPairs({ left, right, bits }, clusters);
  return Uint8Array.from(left, (l, pair) => {
    if (clusters[l] === clusters[right[pair] ?? 0]) return LABEL.together;
    return open[pair] === 1 ? LABEL.open : LABEL.apart;
  });
}
