import { z } from 'zod';
import type { findCorrections } from '../../generated/statements.ts';
import { fromDateTime } from '../../graph/values.ts';
import type { EntityId } from '../../ids.ts';
import { type EntityKind, parseEntityKind } from '../../intake/mapped.ts';
import type { DiscrepancySideModel } from '../discrepancies/discrepancy.ts';
import { SEVERITIES, type Severity } from '../discrepancies/tolerances.ts';
import { dayOf } from './working-days.ts';

/**
 * OPEN: waits for the department. CONFIRMED: it stands by its value. CORRECTED: it says what is right, and its next delivery
 * has to show it. REJECTED: it has nothing to do with it. OBSERVED: its delivery showed it. LAPSED: there is no discrepancy any more.
 */
export const CORRECTION_STATES = [
  'OPEN',
  'CONFIRMED',
  'CORRECTED',
  'REJECTED',
  'OBSERVED',
  'LAPSED',
] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];
export const CORRECTION_ANSWERS = ['CONFIRMED', 'CORRECTED', 'REJECTED'] as const;
export type CorrectionAnswer = (typeof CORRECTION_ANSWERS)[number];

/** A correction as readers are given it; instants in ISO form. */
export interface CorrectionModel {
  readonly id: string;
  readonly discrepancy: string;
  readonly entity: EntityId;
  readonly entityKind: EntityKind;
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  readonly department: string;
  readonly state: CorrectionState;
  /** One step higher than the discrepancy's once it is overdue. */
  readonly severity: Severity;
  readonly isOverdue: boolean;
  /** YYYY-MM-DD. */
  readonly dueOn: string;
  readonly dueAt: string;
  readonly sentAt: string;
  readonly sentBy: string;
  readonly note: string | null;
  readonly own: DiscrepancySideModel;
  readonly other: DiscrepancySideModel;
  readonly answeredAt: string | null;
  readonly answeredBy: string | null;
  readonly evidence: string | null;
  readonly value: string | null;
  readonly endedAt: string | null;
  readonly endedBy: string | null;
}

type CorrectionRow = NonNullable<(typeof findCorrections)['types']>['row'];

const Words = z.object({ state: z.enum(CORRECTION_STATES), severity: z.enum(SEVERITIES) });

export function toCorrection(
  { mentions, left, right, closedAt: closed, ...row }: CorrectionRow,
  now: number,
): CorrectionModel {
  const { state, severity } = Words.parse(row);
  const [entity, closedAt] = [row.entity as EntityId, closed === null ? null : fromDateTime(closed)];
  const dueAt = fromDateTime(row.dueAt);
  const isOverdue = state === 'OPEN' && Date.parse(dueAt) <= now;
  const isRight = row.department === right;
  const toSide = (department: string, side: boolean): DiscrepancySideModel => ({
    ...{ department, entity, closedAt, attribute: row.attribute, scheme: row.scheme },
    mentions: mentions.filter((mention) => mention.isRight === side).map(({ id }) => id),
  });
  return {
    ...row,
    ...{ state, isOverdue, entity, dueAt, entityKind: parseEntityKind(row.entityKind) },
    severity: isOverdue ? raise(severity) : severity,
    dueOn: dayOf(Date.parse(dueAt) - 1),
    sentAt: fromDateTime(row.sentAt),
    answeredAt: row.answeredAt === null ? null : fromDateTime(row.answeredAt),
    endedAt: row.endedAt === null ? null : fromDateTime(row.endedAt),
    own: toSide(row.department, isRight),
    other: toSide(isRight ? left : right, !isRight),
  };
}

function raise(severity: Severity): Severity {
  return SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? 'HIGH';
}
