import type { Comparison } from './comparisons/comparison.ts';

/** What was learned of one level of a comparison. */
export interface LevelModel {
  readonly label: string;
  /** Share of matching pairs that stand at this level, among those with both values. */
  readonly m: number;
  /** The same for pairs of different entities. */
  readonly u: number;
  /** Information that matching pairs at this level share on average, in bits; more than that speaks for a match. */
  readonly expectedBits: number;
}

export interface ComparisonModel extends Comparison {
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
  /** Share of all pairs of mentions that are of one entity. */
  readonly prior: number;
  readonly trainedOn: { readonly mentions: number; readonly candidates: number; readonly matches: number };
}

/** Raised whenever levels, features or the form of the model change: a model of another version is not used. */
export const MODEL_VERSION = '1';
