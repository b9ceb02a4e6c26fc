import type { NameRow } from '../../src/resolve/choose-name.ts';

/** Chooses the shown name of an entity by the product's documented rule. */
export type ChooseName = (rows: readonly NameRow[]) => string;

/** One question in both forms: as a GraphQL request, and as the Cypher that a good engineer would write for it. */
export interface Question {
  readonly name: string;
  readonly graphql: string;
  /** File under `bench/cypher`. */
  readonly statement: string;
  /** Whom or what to ask about, at random but the same for both sides. */
  readonly subjects: readonly Subject[];
  /** How often it is asked, where one answer takes long. */
  readonly turns?: Turns;
  /** Both answers in one form, so that they can be compared: the product's data, the statement's rows. */
  describeAnswer(data: unknown): unknown;
  describeRows(rows: readonly object[], chooseName: ChooseName): unknown;
  /**
   * How much of the bare answer is in one that says that it was cut off, from 0 to 1; null of one that does not, which has to be equal.
   * A question without it is never cut.
   */
  shareOfCut?(data: unknown, rows: readonly object[]): number | null;
}

/** How many answers are compared, asked for before anything is timed, and timed. */
export interface Turns {
  readonly compared: number;
  readonly warmUp: number;
  readonly measured: number;
}

/** The same subject as variables of the request and as parameters of the statement. */
export interface Subject {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly params: Readonly<Record<string, unknown>>;
}
