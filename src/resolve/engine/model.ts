import { z } from 'zod';
import type { KeyRules } from './candidates/key-rules.ts';
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
  /** `candidates`: the pairs that a run over the same mentions compares; `matches`: those of all pairs that are one, as expected. */
  readonly trainedOn: { readonly mentions: number; readonly candidates: number; readonly matches: number };
  readonly keys: ChosenKeys;
  /**
   * What tells one person from two of a household, in bits: where it starts, and per comparison and level. A pair weighs no more
   * than that; null: hardly anybody lives with anybody here.
   */
  readonly relatives: { readonly startBits: number; readonly levels: readonly (readonly number[])[] } | null;
}

/** Which keys put mentions beside each other, so that a run stays within its budget. */
export interface ChosenKeys {
  readonly caps: KeyRules;
  /** Candidates per mention that are expected. */
  readonly perMention: number;
  /** Share of the matches that leaving keys out is expected to lose. */
  readonly lost: number;
}

export const ALL_KEYS: ChosenKeys = { caps: {}, perMention: 0, lost: 0 };

/** Raised whenever levels, features or the form of the model change: a model of another version is not used. */
export const MODEL_VERSION = '9';

/** A model of other levels or features would be read wrongly, so it is refused. @throws */
export function requireVersion({ version }: Model): void {
  if (version !== MODEL_VERSION) {
    throw new Error(`The model is of version ${version}; this engine reads ${MODEL_VERSION}: train again`);
  }
}

const Shape: z.ZodType<Model> = z.object({
  version: z.string(),
  startBits: z.number(),
  trainedOn: z.object({ mentions: z.number(), candidates: z.number(), matches: z.number() }),
  relatives: z.object({ startBits: z.number(), levels: z.array(z.array(z.number())) }).nullable(),
  keys: z.object({ caps: z.record(z.string(), z.number()), perMention: z.number(), lost: z.number() }),
  comparisons: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      attributes: z.array(z.string()),
      unknownBits: z.number(),
      slope: z.number(),
      levels: z.array(
        z.object({
          label: z.string(),
          m: z.number(),
          u: z.number(),
          bits: z.number(),
          expectedBits: z.number(),
        }),
      ),
      frequencies: z.record(
        z.string(),
        z.object({ rarest: z.number(), bits: z.array(z.tuple([z.string(), z.number()])) }),
      ),
    }),
  ),
});

/** A model of this version from the JSON that it was kept as. Throws when other hands changed it. */
export function parseModel(document: string): Model {
  return Shape.parse(JSON.parse(document));
}
