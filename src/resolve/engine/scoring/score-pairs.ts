import type { FeatureRow } from '../comparisons/comparison.ts';
import { readFeatures } from '../comparisons/plan.ts';
import { loadMentions } from '../load.ts';
import type { EngineMention } from '../mention.ts';
import { MODEL_VERSION, type Model } from '../model.ts';
import type { Workspace } from '../sql/workspace.ts';
import { weighTexts } from '../training/frequencies.ts';
import { compareSql, levelColumn } from './compare-sql.ts';
import { frequencyColumn, scoreSql, weightColumn } from './score-sql.ts';

/** One bar of a pair's waterfall. */
export interface ComparisonScore {
  readonly id: string;
  readonly attributes: readonly string[];
  /** Label of the level, or null when one of the two has nothing to compare. */
  readonly level: string | null;
  /** What both were compared by, standardised; null: nothing. What was given stands in the mentions. */
  readonly left: FeatureRow | null;
  readonly right: FeatureRow | null;
  /** What the level counts for, in bits. */
  readonly bits: number;
  /** What a rare or common shared value adds to that, in bits. */
  readonly termBits: number;
}

/** How a pair came to its weight: `startBits` and all `bits` and `termBits` add up to `bits`. */
export interface PairScore {
  readonly left: number;
  readonly right: number;
  readonly startBits: number;
  readonly comparisons: readonly ComparisonScore[];
  /** Log2 of the odds that both are one entity. */
  readonly bits: number;
  readonly probability: number;
}

/**
 * Scores given pairs of a few mentions of one kind with a model, each with its waterfall: one record against its
 * candidates, or any two mentions that somebody asks about. The SQL is the same as in bulk.
 * @throws when the model is of another version.
 */
export async function scorePairs(
  workspace: Workspace,
  mentions: readonly EngineMention[],
  pairs: readonly (readonly [number, number])[],
  model: Model,
): Promise<readonly PairScore[]> {
  requireVersion(model);
  if (pairs.length === 0) return [];
  const { comparisons, startBits } = model;
  await loadMentions(workspace, comparisons, mentions);
  workspace.trainedOn = null;
  await weighTexts(workspace, comparisons);
  // The lower number stands left, as in bulk, so that a pair has one score whoever asks.
  const ordered = pairs.map(([one, other]) => `(${Math.min(one, other)}, ${Math.max(one, other)})`);
  await workspace.run(
    'given pairs',
    `CREATE OR REPLACE TABLE given_pair AS SELECT DISTINCT * FROM (VALUES ${ordered.join(', ')}) AS pair(l, r)`,
  );
  await workspace.run(
    'compare given pairs',
    `CREATE OR REPLACE TABLE given_level AS ${compareSql(comparisons, 'given_pair', 'mention')}`,
  );
  const columns = comparisons.flatMap((_, index) => [
    levelColumn(index),
    `${weightColumn(index)}::DOUBLE`,
    `${frequencyColumn(index)}::DOUBLE`,
  ]);
  const rows = await workspace.rows(
    'explain given pairs',
    `SELECT l, r, bits, ${columns.join(', ')} FROM (${scoreSql(model, 'given_level')}) ORDER BY l, r`,
  );
  return rows.map((row) => {
    const [left, right, bits] = [Number(row[0]), Number(row[1]), Number(row[2])];
    const featuresOf = (place: number, index: number): FeatureRow | null => {
      const [mention, comparison] = [mentions[place], comparisons[index]];
      return mention === undefined || comparison === undefined ? null : readFeatures(comparison, mention);
    };
    return {
      left,
      right,
      startBits,
      comparisons: comparisons.map(({ id, attributes, levels }, index) => ({
        id,
        attributes,
        level: levels[Number(row[3 + 3 * index]) - 1]?.label ?? null,
        left: featuresOf(left, index),
        right: featuresOf(right, index),
        bits: Number(row[4 + 3 * index]),
        termBits: Number(row[5 + 3 * index]),
      })),
      bits,
      probability: 1 / (1 + 2 ** -bits),
    };
  });
}

/** A model of other levels or features would be read wrongly, so it is refused. */
export function requireVersion({ version }: Model): void {
  if (version !== MODEL_VERSION) {
    throw new Error(`The model is of version ${version}; this engine reads ${MODEL_VERSION}: train again`);
  }
}
