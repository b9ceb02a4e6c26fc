import type { KnownProblemId, MentionId, RecordId } from '../ids.ts';
import {
  type ClaimGround,
  type ClaimMention,
  compareStated,
  confirmationOfValue,
  type RankedValue,
  rankedKey,
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

/** What an entity has to give under one attribute, and what of it is not to be used. */
export interface AttributeOutcome {
  readonly preferred: ReconciledValue | null;
  /** Statements of what was found wrong. */
  readonly problems: readonly {
    readonly knownProblem: KnownProblemId;
    readonly mention: MentionId;
    readonly original: string;
  }[];
  /** Which of its values are confirmed, by {@link rankedKey}, where only such may be used; else none is looked at. */
  readonly confirmed: ReadonlySet<string>;
}

const NO_PROBLEMS: AttributeOutcome['problems'] = [];
const NONE: ReadonlySet<string> = new Set();

/** What the mentions of an entity come to, attribute by attribute. Pure. */
export function reconcileValues(
  ground: ClaimGround,
  mentions: readonly ClaimMention[],
  mustBeConfirmed: (attribute: string) => boolean,
): ReadonlyMap<string, AttributeOutcome> {
  const outcomes = new Map<string, AttributeOutcome>();
  for (const values of rankValues(ground, mentions)) {
    const [first] = values;
    if (first === undefined) continue;
    const { name } = first.attribute;
    outcomes.set(name, reconcileValue(ground, first, values, mustBeConfirmed(name)));
  }
  return outcomes;
}

function reconcileValue(
  ground: ClaimGround,
  first: RankedValue,
  values: readonly RankedValue[],
  onlyConfirmed: boolean,
): AttributeOutcome {
  const confirmed = onlyConfirmed ? findConfirmed(ground, values) : NONE;
  const source = firstOf(ground, first.sound);
  const isUsable = source !== undefined && (!onlyConfirmed || confirmed.has(rankedKey(first.attribute)));
  return {
    preferred: isUsable ? toValue(first.attribute.value, confirmationOfValue(ground, first), source) : null,
    problems: listProblems(values),
    confirmed,
  };
}

function findConfirmed(ground: ClaimGround, values: readonly RankedValue[]): ReadonlySet<string> {
  const confirmed = values.filter((value) => confirmationOfValue(ground, value).state === 'CONFIRMED');
  return new Set(confirmed.map(({ attribute }) => rankedKey(attribute)));
}

function listProblems(values: readonly RankedValue[]): AttributeOutcome['problems'] {
  if (values.every(({ stated, sound }) => sound.length === stated.length)) return NO_PROBLEMS;
  return values.flatMap(({ stated }) =>
    stated.flatMap(({ knownProblem, mention: { mention }, attribute: { original } }) =>
      knownProblem === null ? [] : [{ knownProblem, mention, original }],
    ),
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
