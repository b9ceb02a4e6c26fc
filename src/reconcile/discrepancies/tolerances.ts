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
}

/**
 * The whole table. Kinds that are missing (phones, e-mail addresses, codes, texts) are not compared: a thing may have several
 * at a time ({@link KINDS}), so that two different ones contradict nothing.
 */
export const TOLERANCES: Readonly<Partial<Record<ComparedKind, Tolerance>>> = {
  identifier: { severity: 'HIGH', overlapDays: 1 },
  'person-name': { severity: 'HIGH', overlapDays: 1 },
  date: { severity: 'HIGH', days: 0, overlapDays: 1 },
  'organization-name': { severity: 'MEDIUM', overlapDays: 30 },
  name: { severity: 'MEDIUM', overlapDays: 30 },
  gender: { severity: 'MEDIUM', overlapDays: 1 },
  address: { severity: 'MEDIUM', overlapDays: 30 },
  location: { severity: 'MEDIUM', metres: 200, overlapDays: 1 },
  area: { severity: 'LOW', overlapDays: 30 },
  locality: { severity: 'LOW', overlapDays: 30 },
  postcode: { severity: 'LOW', overlapDays: 30 },
  instant: { severity: 'LOW', days: 1, overlapDays: 1 },
  number: { severity: 'LOW', overlapDays: 1 },
};

/** What holds for a kind; undefined where it is not compared. */
export function toleranceOf(kind: ComparedKind): Tolerance | undefined {
  return TOLERANCES[kind];
}

/** Kinds of which a thing has one at a time: exactly those of the table, which a test holds it to. */
export const ONE_AT_A_TIME: readonly AttributeKind[] = ATTRIBUTE_KINDS.filter(
  (kind) => KINDS[kind].oneAtATime,
);
