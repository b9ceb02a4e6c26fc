import type { Comparison } from './comparisons/comparison.ts';

/** What was learned of one level of a comparison. */
export interface LevelModel {
  readonly label: string;
  /** Share of matching pairs that stand at this level, among those with both values. */
  readonly m: number;
  /** The same for pairs of different entities. */
  readonly u: number;
  /** What the level counts for, in bits: log2 of m/u, corrected for what the other comparisons already say. */
  readonly bits: number;
  /** Information that matching pairs at this level share on average, in bits; more than that speaks for a match. */
  readonly expectedBits: number;
}

export interface ComparisonModel extends Comparison {
  /** What it counts for when one of the two has nothing to compare. */
  readonly unknownBits: number;
  /** What a bit of shared information above the expected counts for. */
  readonly slope: number;
  readonly levels: readonly LevelModel[];
  /** Text → bits per dictionary; texts that are not in it count as the rarest. */
  readonly frequencies: Readonly<
    Record<string, { readonly rarest: number; readonly bits: readonly (readonly [string, number])[] }>
  >;
}

/** A comparison with how common its texts are, which is known before levels are. */
export type WeighedComparison = Comparison & Pick<ComparisonModel, 'frequencies'>;

/** What training makes of mentions of one kind: plain JSON, the same for the same mentions to the bit. */
export interface Model {
  readonly version: string;
  readonly comparisons: readonly ComparisonModel[];
  /** Log2 of the odds that two mentions are one entity before anything is compared. */
  readonly startBits: number;
  readonly trainedOn: { readonly mentions: number; readonly candidates: number; readonly matches: number };
}

/** Raised whenever levels, features or the form of the model change: a model of another version is not used. */
export const MODEL_VERSION = '2';
