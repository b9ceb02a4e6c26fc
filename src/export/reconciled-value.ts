import type { KnownProblemId, MentionId, RecordId } from '../ids.ts';
import type { ClaimModel } from '../resolve/claim.ts';
import type { ConfirmationState, Confirmer } from '../resolve/values/confirmation.ts';

/** The preferred value of an attribute of an entity, with where it comes from. */
export interface ReconciledValue {
  /** As its newest source spells it. */
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

/** What the claims about an entity come to, attribute by attribute. `isFit`: whether a claim may be used. Pure. */
export function reconcileValues(
  claims: readonly ClaimModel[],
  isFit: (claim: ClaimModel) => boolean,
): ReadonlyMap<string, AttributeOutcome> {
  const outcomes = new Map<
    string,
    { preferred: ReconciledValue | null; leftOut: AttributeOutcome['leftOut'][number][] }
  >();
  for (const claim of claims) {
    const outcome = outcomes.get(claim.attribute) ?? { preferred: null, leftOut: [] };
    outcomes.set(claim.attribute, outcome);
    for (const { knownProblem, mention, original } of claim.sources)
      if (knownProblem !== null)
        outcome.leftOut.push({ reason: 'known-problem', knownProblem, mentions: [mention], original });
    if (!claim.preferred) continue;
    const source = claim.sources.find(({ knownProblem }) => knownProblem === null);
    if (source === undefined) continue;
    if (isFit(claim)) outcome.preferred = toValue(claim, source);
    else
      outcome.leftOut.push({
        ...{ reason: 'unconfirmed', knownProblem: null, original: source.original },
        mentions: claim.sources.map(({ mention }) => mention),
      });
  }
  return outcomes;
}

function toValue(claim: ClaimModel, source: ClaimModel['sources'][number]): ReconciledValue {
  const { dataset, record, recordKey, delivery, mention, statedAt, original } = source;
  return {
    value: original,
    standard: claim.value,
    confirmation: claim.confirmation.state,
    confirmedBy: claim.confirmation.by,
    source: { dataset, record, recordKey, delivery, mention, statedAt },
  };
}
