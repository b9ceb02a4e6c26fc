import { KINDS } from '../../standardise/kinds.ts';
import { ATTRIBUTE_KINDS, type AttributeKind } from '../../standardise/value.ts';

export const SEVERITIES = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is compared: an attribute of a kind, or where a thing is. */
export type ComparedKind = AttributeKind | 'location';

/** How exactly two departments have to agree about values of a kind. */
export interface Tolerance {
  readonly severity: Severity;
  /** Values that are no farther apart agree: days of dates and instants, metres of places. */
  readonly days?: number;
  readonly metres?: number;
  /** Periods that overlap by no more days than this are one after the other: moves are registered late. */
  readonly overlapDays: number;
  /** Whether it changes in the life of a thing: then a value whose begin nobody knows is taken to hold at its end alone. */
  readonly changes: boolean;
}

/**
 * The whole table. Kinds that are missing (phones, e-mail addresses, codes, texts) are not compared: a thing may have several
 * at a time ({@link KINDS}), so that two different ones contradict nothing.
 */
export const TOLERANCES: Readonly<Partial<Record<ComparedKind, Tolerance>>> = {
  identifier: { severity: 'HIGH', overlapDays: 1, changes: false },
  'person-name': { severity: 'HIGH', overlapDays: 1, changes: false },
  date: { severity: 'HIGH', days: 0, overlapDays: 1, changes: false },
  'organization-name': { severity: 'MEDIUM', overlapDays: 30, changes: true },
  name: { severity: 'MEDIUM', overlapDays: 30, changes: true },
  gender: { severity: 'MEDIUM', overlapDays: 1, changes: false },
  address: { severity: 'MEDIUM', overlapDays: 30, changes: true },
  location: { severity: 'MEDIUM', metres: 200, overlapDays: 1, changes: true },
  area: { severity: 'LOW', overlapDays: 30, changes: true },
  locality: { severity: 'LOW', overlapDays: 30, changes: true },
  postcode: { severity: 'LOW', overlapDays: 30, changes: true },
  instant: { severity: 'LOW', days: 1, overlapDays: 1, changes: false },
  number: { severity: 'LOW', overlapDays: 1, changes: true },
};

/** What holds for a kind; undefined where it is not compared. */
export function toleranceOf(kind: ComparedKind): Tolerance | undefined {
  return TOLERANCES[kind];
}

/** Kinds of which a thing has one at a time: exactly those of the table, which a test holds it to. */
export const ONE_AT_A_TIME: readonly AttributeKind[] = ATTRIBUTE_KINDS.filter(
  (kind) => KINDS[kind].oneAtATime,
);
