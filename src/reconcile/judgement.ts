import { z } from 'zod';
import type { findJudgements } from '../generated/statements.ts';
import { fromDateTime } from '../graph/values.ts';
import { digest, type JudgementId, type MentionId } from '../ids.ts';
import { type EntityKind, parseEntityKind } from '../intake/mapped.ts';

export const VERDICTS = ['SAME', 'DIFFERENT', 'UNSURE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** JUDGE: of two mentions. MERGE: all mentions of some entities are one. SPLIT: some mentions are not one with the rest. */
export const ACTS = ['JUDGE', 'MERGE', 'SPLIT'] as const;
export type Act = (typeof ACTS)[number];

/**
 * LIVE: obeyed (an UNSURE one binds nobody). WAITING: for a second person. CONTESTED: others in force say the contrary, so
 * that it is not obeyed. REVOKED, DECLINED: over.
 */
export const JUDGEMENT_STATES = ['LIVE', 'WAITING', 'CONTESTED', 'REVOKED', 'DECLINED'] as const;
export type JudgementState = (typeof JUDGEMENT_STATES)[number];

/** What a person decides: none of the left side is one with any of the right, or all of both are. */
export interface JudgementDraft {
  readonly act: Act;
  readonly verdict: Verdict;
  readonly left: readonly MentionId[];
  readonly right: readonly MentionId[];
  readonly reason: string;
  /** Digest of what was seen, as a preview gives it: if it is another one by now, nothing is decided. */
  readonly evidence?: string | null | undefined;
}

/** A judgement as readers are given it; instants in ISO form. */
export interface JudgementModel {
  readonly id: JudgementId;
  readonly act: Act;
  readonly verdict: Verdict;
  readonly state: JudgementState;
  readonly kind: EntityKind;
  readonly left: readonly MentionId[];
  readonly right: readonly MentionId[];
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly models: readonly string[];
  /** Digest of the mentions as they were when it was decided. */
  readonly evidence: string;
  /** Judgements in force that say the contrary, as of when it was made. */
  readonly contradicts: readonly string[];
  readonly approvedBy: string | null;
  readonly approvedAt: string | null;
  /** Who asks for it to be revoked, where that waits for a second person. */
  readonly endingBy: string | null;
  readonly endingReason: string | null;
  /** Who revoked or declined it. */
  readonly endedBy: string | null;
  /** The second person who agreed to its being revoked, where that waited for one. */
  readonly endApprovedBy: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly effect: Effect;
}

/** What a decision changed: entities created, merged into others and split, and mentions that refer to another one. */
export interface Effect {
  readonly created: number;
  readonly merged: number;
  readonly split: number;
  readonly moved: number;
}

export const NO_EFFECT: Effect = { created: 0, merged: 0, split: 0, moved: 0 };

/** An effect as the graph keeps it. */
export function toCounts({ created, merged, split, moved }: Effect) {
  return {
    created: BigInt(created),
    merged: BigInt(merged),
    split: BigInt(split),
    moved: BigInt(moved),
  };
}

type JudgementRow = NonNullable<(typeof findJudgements)['types']>['row'];

const Words = z.object({ act: z.enum(ACTS), verdict: z.enum(VERDICTS), state: z.enum(JUDGEMENT_STATES) });

export function toJudgement(row: JudgementRow): JudgementModel {
  const { created, merged, split, moved, mentions, at, approvedAt, endedAt, evidence, ...rest } = row;
  return {
    ...rest,
    ...Words.parse(row),
    kind: parseEntityKind(row.kind),
    left: mentions.filter(({ isRight }) => !isRight).map(({ id }) => id),
    right: mentions.filter(({ isRight }) => isRight).map(({ id }) => id),
    at: fromDateTime(at),
    approvedAt: approvedAt === null ? null : fromDateTime(approvedAt),
    endedAt: endedAt === null ? null : fromDateTime(endedAt),
    evidence: evidence[0] ?? '',
    effect: { created, merged, split, moved },
  };
}

/** The same for judgements that say the very same of the same mentions, whichever side they were named on. */
export function judgementKey({
  verdict,
  left,
  right,
}: Pick<JudgementDraft, 'verdict' | 'left' | 'right'>): string {
  const sides = [left, right].map((side) => [...side].sort().join(' '));
  return digest(verdict, ...(verdict === 'SAME' ? [[...left, ...right].sort().join(' ')] : sides.sort()));
}

/** Digest of what some mentions say: another one means that a mention was stated anew. */
export function digestEvidence(mentions: readonly { readonly id: string; readonly hash: string }[]): string {
  return digest(...mentions.map(({ id, hash }) => `${id} ${hash}`).sort());
}
