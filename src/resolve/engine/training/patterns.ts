import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import { levelColumn, sharedColumn } from '../scoring/compare-sql.ts';
import type { Workspace } from '../sql/workspace.ts';

/** Pairs counted by what their comparisons gave: all that training looks at. */
export interface Patterns {
  /** Level per pattern and comparison, `pattern * comparisons + comparison`; 0 is not comparable. */
  readonly levels: Uint8Array;
  readonly counts: Float64Array;
  /** Sum of the shared information over the pairs of a pattern, in sixteenths of a bit, laid out as `levels`. */
  readonly shared: Float64Array;
  readonly comparisons: number;
}

/**
 * Counts are whole numbers and the order is fixed, so that the same pairs give the same patterns to the bit; of a sample each
 * pair stands for `scale`. */
export async function countPatterns(
  workspace: Workspace,
  comparisons: readonly Comparison[],
  table: string,
  scale = 1,
): Promise<Patterns> {
  const levels = comparisons.map((_, index) => levelColumn(index));
  const sums = comparisons.map((comparison, index) =>
    kindOf(comparison).shared === null ? '0' : `sum(${sharedColumn(index)})`,
  );
  const columns = await workspace.numbers(
    'count patterns',
    `SELECT ${levels.join(', ')}, count(*)::DOUBLE, ${sums.map((sum) => `(${sum})::DOUBLE`).join(', ')} FROM ${table} GROUP BY ${levels.join(', ')} ORDER BY ${levels.join(', ')}`,
  );
  const width = comparisons.length;
  const size = columns[0]?.length ?? 0;
  const patterns = {
    levels: new Uint8Array(size * width),
    counts: new Float64Array(size),
    shared: new Float64Array(size * width),
    comparisons: width,
  };
  for (let row = 0; row < size; row++) {
    patterns.counts[row] = (columns[width]?.[row] ?? 0) * scale;
    for (let at = 0; at < width; at++) {
      patterns.levels[row * width + at] = columns[at]?.[row] ?? 0;
      patterns.shared[row * width + at] = (columns[width + 1 + at]?.[row] ?? 0) * scale;
    }
  }
  return patterns;
}
