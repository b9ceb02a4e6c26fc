import { z } from 'zod';
import type { findReviewItems } from '../../generated/statements.ts';
import type { MentionId } from '../../ids.ts';
import { type EntityKind, parseEntityKind } from '../../intake/mapped.ts';

/**
 * PROPOSAL: between the thresholds. BROKEN: what speaks for one entity has too many values of what a thing has one of, or
 * too many names. CONFLICT: a judgement that others deny. OUTDATED: a judgement whose mentions say something else now.
 * DISPUTED: one entity, of which a department says that what it was asked about has nothing to do with it.
 */
export const REVIEW_KINDS = ['PROPOSAL', 'BROKEN', 'CONFLICT', 'OUTDATED', 'DISPUTED'] as const;
export type ReviewKind = (typeof REVIEW_KINDS)[number];
export const REVIEW_STATES = ['OPEN', 'DONE', 'DISMISSED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Something that a person should look at, as it is found. */
export interface Finding {
  readonly kind: ReviewKind;
  readonly reason: string;
  readonly left: readonly MentionId[];
  /** Empty where it is about one group. */
  readonly right: readonly MentionId[];
  /** log2 of the odds that both sides are one, where they were weighed. */
  readonly bits: number | null;
  readonly judgement: string | null;
  /** That a department answered so. */
  readonly correction?: string;
}

/** An item of the queue as readers are given it; times in milliseconds since 1970. */
export interface ReviewItemModel {
  readonly id: string;
  readonly kind: ReviewKind;
  readonly reason: string;
  readonly state: ReviewState;
  readonly entityKind: EntityKind;
  /** Null where something of what it counts may not be seen. */
  readonly worth: number | null;
  readonly bits: number | null;
  readonly judgement: string | null;
  readonly correction: string | null;
  readonly openedAt: number;
  readonly leasedBy: string | null;
  readonly leasedUntil: number | null;
  /** Who dismissed it, when and why; null where it ended of itself. */
  readonly endedBy: string | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
  readonly left: readonly MentionId[];
  readonly right: readonly MentionId[];
  /** Without what the machine thinks, so that a person judges by what is said. */
  readonly isBlind: boolean;
}

type ItemRow = NonNullable<(typeof findReviewItems)['types']>['row'];
const Words = z.object({ kind: z.enum(REVIEW_KINDS), state: z.enum(REVIEW_STATES) });

export function toReviewItem({ mentions, ...row }: ItemRow, isBlind: boolean): ReviewItemModel {
  return {
    ...row,
    ...Words.parse(row),
    entityKind: parseEntityKind(row.entityKind),
    left: mentions.filter(({ isRight }) => !isRight).map(({ id }) => id),
    right: mentions.filter(({ isRight }) => isRight).map(({ id }) => id),
    isBlind,
  };
}

/** How much a decision tells: most where the machine knows least, i.e. at even odds. Without a weight, as much. */
export function uncertaintyOf(bits: number | null): number {
  if (bits === null) return 1;
  const probability = 1 / (1 + 2 ** -bits);
  return Math.max(0.01, 4 * probability * (1 - probability));
}
