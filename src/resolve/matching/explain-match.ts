import type { ReadContext } from '../../access/access.ts';
import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { readModels } from '../../generated/statements.ts';
import type { MentionId } from '../../ids.ts';
import { IndexKeys } from '../engine/candidates/index-keys.ts';
import { DEFAULT_CLUSTERING } from '../engine/clustering/cluster-pairs.ts';
import { kindOf } from '../engine/comparisons/plan.ts';
import type { PairScore } from '../engine/scoring/pair-scorer.ts';
import type { IdentityMention } from '../identity-claim.ts';
import { isTied } from './find-tie.ts';
import { areJudgedApart } from './judged-apart.ts';
import { listModelSummaries, loadModel, type StoredModel } from './model-store.ts';
import { MOST_MEMBERS, readNear, readSide, readWhole } from './read-compared.ts';
import { readOnceRoles, toEngineMention } from './resolvable.ts';
import { scorerOf } from './scorers.ts';
import { findKin, findVetoes, findWeakness, type WhyNot } from './why-not.ts';

/** What a score is made of at one comparison. */
export interface ComparedPart {
  readonly id: string;
  readonly kind: string;
  readonly attributes: readonly string[];
  /** Whether it looked at when what the two say holds. */
  readonly timed: boolean;
  /** Null where one of the two says nothing. */
  readonly level: string | null;
  readonly weight: number;
  readonly frequency: number;
}

/** How alike two mentions are, as the engine reckons it; of two entities their mentions that are most alike. */
export interface MatchModel {
  readonly left: MentionId;
  readonly right: MentionId;
  readonly model: string;
  readonly isOneEntity: boolean;
  readonly priorBits: number;
  readonly parts: readonly ComparedPart[];
  /** What tells the two from two of one household; null where the model knows of hardly any. */
  readonly relativesBits: number | null;
  readonly bits: number;
  readonly probability: number;
  /** Average weight of all pairs between the two, which decides about them; of two mentions their own. */
  readonly averageBits: number;
  /** Empty where they are one. */
  readonly whyNot: readonly WhyNot[];
}

/**
 * Compares two mentions, or two entities, with the model in use (else the newest), whether they match or not: the same
 * numbers from the same code as decisions are made with. Only mentions count of which the caller may see all that is
 * compared: a score tells of every value that it was made of. Throws NOT_FOUND, MODEL_MISSING, BAD_INPUT.
 */
export async function explainMatch(context: ReadContext, a: string, b: string): Promise<MatchModel> {
  const [ours, theirs] = [await readSide(context, a), await readSide(context, b)];
  const kind = ours[0]?.kind;
  if (kind === undefined || kind !== theirs[0]?.kind || a === b)
    throw new JingweiError('BAD_INPUT', { reason: 'a and b are not two of one kind', argument: 'b' });
  const stored = await findModel(context, kind);
  const compared = await compare(stored, ours.slice(0, MOST_MEMBERS), theirs.slice(0, MOST_MEMBERS));
  const { left, right, score, averageBits } = compared;
  const isOneEntity = left.prior !== null && left.prior === right.prior;
  return {
    left: left.id,
    right: right.id,
    model: stored.id,
    isOneEntity,
    priorBits: score.prior,
    parts: toParts(stored, score),
    relativesBits: score.relatives,
    bits: score.bits,
    probability: 1 / (1 + 2 ** -score.bits),
    averageBits,
    whyNot: isOneEntity ? [] : await findReasons(context, stored, compared),
  };
}

/** The two mentions that are most alike, and how alike all of the two sides are. */
interface Compared {
  readonly left: IdentityMention;
  readonly right: IdentityMention;
  readonly score: PairScore;
  readonly averageBits: number;
  /** Whether any pair between the two shares a key. */
  readonly hasKey: boolean;
}

async function compare(
  stored: StoredModel,
  ours: readonly IdentityMention[],
  theirs: readonly IdentityMention[],
): Promise<Compared> {
  const mentions = [...ours, ...theirs];
  const engine = mentions.map(({ state }) => toEngineMention(state));
  // As where decisions are made, the smaller id stands left.
  const pairs = ours.flatMap((one, left) =>
    theirs.map((other, right) =>
      one.id < other.id ? ([left, ours.length + right] as const) : ([ours.length + right, left] as const),
    ),
  );
  const scores = await scorerOf(stored).explain(engine, pairs);
  const index = new IndexKeys(stored.model, stored.common);
  const keys = engine.map((mention) => new Set(index.of(mention)));
  const isCandidate = pairs.map(([l, r]) => [...(keys[l] ?? [])].some((key) => keys[r]?.has(key) === true));
  const { clip, unscored } = DEFAULT_CLUSTERING;
  const counted = scores.map(({ bits }, at) =>
    isCandidate[at] === true ? Math.min(clip, Math.max(-clip, bits)) : unscored,
  );
  const averageBits = counted.reduce((sum, bits) => sum + bits, 0) / Math.max(1, counted.length);
  const best = scores.reduce((most, score, at) => (score.bits > (scores[most]?.bits ?? 0) ? at : most), 0);
  const [score, pair] = [scores[best], pairs[best]];
  const [left, right] = [mentions[pair?.[0] ?? 0], mentions[pair?.[1] ?? 0]];
  if (score === undefined || left === undefined || right === undefined)
    throw new Error('Nothing was compared');
  return { left, right, score, averageBits, hasKey: isCandidate.includes(true) };
}

/** Why the two are not one, by the entities that they are part of: a run decides about those, as far as they may be seen. */
async function findReasons(
  context: ReadContext,
  stored: StoredModel,
  { left, right, score, averageBits, hasKey }: Compared,
): Promise<readonly WhyNot[]> {
  const [ours, theirs] = [await readWhole(context, left), await readWhole(context, right)];
  const onceIn = await readOnceRoles(context);
  const reasons = [
    ...((await areJudgedApart(context, ours, theirs)) ? [{ code: 'JUDGED' as const, bits: null }] : []),
    ...findVetoes(ours, theirs, onceIn),
    ...findKin(score),
    ...(hasKey ? [] : [{ code: 'NO_COMMON_KEY' as const, bits: null }]),
    ...findWeakness(score.bits, ours.length * theirs.length === 1 ? score.bits : averageBits),
  ];
  if (reasons.length > 0) return reasons;
  const whole = await compare(stored, ours.slice(0, MOST_MEMBERS), theirs.slice(0, MOST_MEMBERS));
  const weakness = findWeakness(score.bits, whole.averageBits);
  if (weakness.length > 0) return weakness;
  const near = [
    left,
    right,
    ...ours.slice(0, MOST_MEMBERS),
    ...theirs.slice(0, MOST_MEMBERS),
    ...(await readNear(context, [left, right])),
  ];
  return [{ code: (await isTied(stored, onceIn, near, [left, right])) ? 'TIED' : 'NOT_RUN', bits: null }];
}

async function findModel(context: Context, kind: IdentityMention['kind']): Promise<StoredModel> {
  const usable = (await listModelSummaries(context)).filter((model) => model.kind === kind && model.isUsable);
  const chosen = usable.findLast(({ state }) => state === 'IN_USE') ?? usable.at(-1);
  if (chosen === undefined) throw new JingweiError('MODEL_MISSING');
  return loadModel((ids) => context.graph.read(readModels, { ids }), chosen);
}

function toParts({ model }: StoredModel, score: PairScore): readonly ComparedPart[] {
  return model.comparisons.map((comparison, index) => {
    const { id, kind, attributes, levels } = comparison;
    const { level, weight, frequency } = score.parts[index] ?? { level: 0, weight: 0, frequency: 0 };
    const timed = kindOf(comparison).timed === true;
    return { id, kind, attributes, timed, level: levels[level - 1]?.label ?? null, weight, frequency };
  });
}
