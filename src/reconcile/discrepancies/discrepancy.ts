import { z } from 'zod';
import type { findDiscrepancies } from '../../generated/statements.ts';
import { fromDateTime } from '../../graph/values.ts';
import type { EntityId, MentionId } from '../../ids.ts';
import { type EntityKind, parseEntityKind } from '../../intake/mapped.ts';
import { SEVERITIES, type Severity } from './tolerances.ts';

export const DISCREPANCY_STATES = ['OPEN', 'CLOSED'] as const;
export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number];

/** Why one is over: both sides agree, one says nothing any more that the other contradicts, or mentions went elsewhere. */
export const DISCREPANCY_ENDS = ['AGREED', 'NO_LONGER_STATED', 'IDENTITY_CHANGED'] as const;
export type DiscrepancyEnd = (typeof DISCREPANCY_ENDS)[number];

/** A discrepancy as readers are given it; instants in ISO form, its period in milliseconds since 1970. */
export interface DiscrepancyModel {
  readonly id: string;
  readonly entity: EntityId;
  readonly entityKind: EntityKind;
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  readonly severity: Severity;
  readonly state: DiscrepancyState;
  readonly from: number;
  readonly to: number;
  readonly left: DiscrepancySideModel;
  readonly right: DiscrepancySideModel;
  readonly since: string;
  readonly openedBy: string;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly closedReason: DiscrepancyEnd | null;
}

/** What one department says, by reference to the mentions that do: values stay as protected as they are there. */
export interface DiscrepancySideModel {
  readonly department: string;
  readonly mentions: readonly MentionId[];
  readonly entity: EntityId;
  readonly attribute: string;
  readonly scheme: string | null;
  readonly closedAt: string | null;
}

type DiscrepancyRow = NonNullable<(typeof findDiscrepancies)['types']>['row'];

const Words = z.object({
  severity: z.enum(SEVERITIES),
  state: z.enum(DISCREPANCY_STATES),
  closedReason: z.enum(DISCREPANCY_ENDS).nullable(),
});

export function toDiscrepancy({ mentions, left, right, since, ...row }: DiscrepancyRow): DiscrepancyModel {
  const closedAt = row.closedAt === null ? null : fromDateTime(row.closedAt);
  const entity = row.entity as EntityId;
  const { attribute, scheme } = row;
  const toSide = (department: string, isRight: boolean): DiscrepancySideModel => ({
    ...{ department, entity, attribute, scheme, closedAt },
    mentions: mentions.filter((mention) => mention.isRight === isRight).map(({ id }) => id),
  });
  return {
    ...row,
    ...Words.parse(row),
    ...{ entity, closedAt, since: fromDateTime(since), entityKind: parseEntityKind(row.entityKind) },
    ...{ left: toSide(left, false), right: toSide(right, true) },
  };
}
