import type { KnownProblemId, MentionId, RecordId } from '../ids.ts';
import type { ClaimModel } from '../resolve/claim.ts';
import {
  type ClaimGround,
  type ClaimMention,
  compareStated,
  confirmationOfValue,
  type RankedValue,
  rankValues,
  type Stated,
} from '../resolve/ranked-values.ts';
import type { ClaimConfirmation, ConfirmationState, Confirmer } from '../resolve/values/confirmation.ts';

/** The preferred value of an attribute of an entity, with where it comes from. */
export interface ReconciledValue {
  /** As its source spells it: the first of those of the claim. */
  readonly value: string;
  readonly standard: string;
  readonly confirmation: ConfirmationState;
  readonly confirmedBy: readonly Confirmer[];
  readonly source: {
    readonly dataset: string;
    readonly record: RecordId;
    readonly recordKey: string;
    readonly delivery: string;
    readonly mention: MentionId;
    readonly statedAt: number;
  };
}

/** Why a value is left out. */
export type LeftOut =
  | { readonly reason: 'known-problem'; readonly knownProblem: KnownProblemId }
  | { readonly reason: 'unconfirmed'; readonly knownProblem: null };

/** What an entity has to give under one attribute, and what of it is left out. */
export interface AttributeOutcome {
  readonly preferred: ReconciledValue | null;
  readonly leftOut: readonly (LeftOut & {
    readonly mentions: readonly MentionId[];
    readonly original: string;
  })[];
}

/** Whether a value may be used. */
export type IsFitValue = (value: Pick<ClaimModel, 'attribute' | 'knownProblem' | 'confirmation'>) => boolean;

const NOTHING: AttributeOutcome['leftOut'] = [];

/** What the mentions of an entity come to, attribute by attribute. Pure. */
export function reconcileValues(
  ground: ClaimGround,
  mentions: readonly ClaimMention[],
  isFit: IsFitValue,
): ReadonlyMap<string, AttributeOutcome> {
  const outcomes = new Map<string, AttributeOutcome>();
  for (const values of rankValues(ground, mentions)) {
    const [first] = values;
    if (first !== undefined) outcomes.set(first.attribute.name, reconcileValue(ground, first, values, isFit));
  }
  return outcomes;
}

function reconcileValue(
  ground: ClaimGround,
  first: RankedValue,
  values: readonly RankedValue[],
  isFit: IsFitValue,
): AttributeOutcome {
  const problems = values.flatMap((value) => listProblems(ground, value));
  const source = firstOf(ground, first.sound);
  if (source === undefined) return { preferred: null, leftOut: problems };
  const confirmation = confirmationOfValue(ground, first);
  if (isFit({ attribute: first.attribute.name, knownProblem: null, confirmation }))
    return {
      preferred: toValue(first.attribute.value, confirmation, source),
      leftOut: problems.length === 0 ? NOTHING : problems,
    };
  const mentions = first.stated.map(({ mention }) => mention.mention);
  const { original } = source.attribute;
  return {
    preferred: null,
    leftOut: [...problems, { reason: 'unconfirmed', knownProblem: null, mentions, original }],
  };
}

function listProblems({ catalogue }: ClaimGround, { stated, sound }: RankedValue): AttributeOutcome['leftOut'] {
  if (sound.length === stated.length) return NOTHING;
  return [...stated]
    .sort((left, right) => compareStated(catalogue, left, right))
    .flatMap(({ knownProblem, mention, attribute: { original } }) =>
      knownProblem === null
        ? []
        : [{ reason: 'known-problem' as const, knownProblem, mentions: [mention.mention], original }],
    );
}

function firstOf({ catalogue }: ClaimGround, stated: readonly Stated[]): Stated | undefined {
  let first = stated[0];
  for (const one of stated) if (first !== undefined && compareStated(catalogue, one, first) < 0) first = one;
  return first;
}

function toValue(
  standard: string,
  { state, by }: ClaimConfirmation,
  { attribute, mention: { dataset, record, recordKey, delivery, mention, statedAt } }: Stated,
): ReconciledValue {
  return {
    value: attribute.original,
    standard,
    confirmation: state,
    confirmedBy: by,
    source: { dataset, record, recordKey, delivery, mention, statedAt },
  };
}
