import type { AsOf } from '../as-of.ts';
import type { DeliveryId, KnownProblemId, MentionId, RecordId } from '../ids.ts';
import {
  type ClaimGround,
  type ClaimMention,
  compareStated,
  confirmationOfValue,
  type RankedValue,
  rankValues,
  type Stated,
} from './ranked-values.ts';
import type { ClaimConfirmation } from './values/confirmation.ts';

/** One value of one attribute of an entity, with everyone who states it. */
export interface ClaimModel {
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  readonly value: string;
  readonly preferred: boolean;
  readonly flags: readonly string[];
  /** That all of its sources fall under; null where one does not. */
  readonly knownProblem: KnownProblemId | null;
  readonly confirmation: ClaimConfirmation;
  readonly sources: readonly ClaimSourceModel[];
}

/** Who states a claim, in which words, since when; times in milliseconds since 1970. */
export interface ClaimSourceModel {
  readonly asOf: AsOf;
  readonly dataset: string;
  readonly delivery: DeliveryId;
  readonly record: RecordId;
  readonly recordKey: string;
  readonly mention: MentionId;
  readonly original: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly statedAt: number;
  readonly recordedFrom: number;
  /** The known problem that this statement is; null: none. */
  readonly knownProblem: KnownProblemId | null;
}

/**
 * The claims that an entity's mentions make, attribute by attribute, the preferred one of each first (see
 * {@link compareSupported}), from those of their attributes that may be seen. What is a known problem supports nothing, and
 * a claim of nothing else comes last and is never preferred. With a valid time only what was so then. Pure.
 */
export function buildClaims(ground: ClaimGround, mentions: readonly ClaimMention[]): readonly ClaimModel[] {
  return rankValues(ground, mentions).flatMap((ranked) =>
    ranked.map((value, rank) => toClaim(ground, value, rank === 0 && value.sound.length > 0)),
  );
}

function toClaim(ground: ClaimGround, value: RankedValue, preferred: boolean): ClaimModel {
  const { attribute, stated, sound } = value;
  return {
    attribute: attribute.name,
    kind: attribute.kind,
    scheme: attribute.scheme ?? null,
    value: attribute.value,
    preferred,
    flags: [...new Set(stated.flatMap((one) => one.attribute.flags ?? []))],
    knownProblem: sound.length === 0 ? (stated[0]?.knownProblem ?? null) : null,
    confirmation: confirmationOfValue(ground, value),
    sources: [...stated]
      .sort((left, right) => compareStated(ground.catalogue, left, right))
      .map((one) => toSource(ground.asOf, one)),
  };
}

function toSource(
  asOf: AsOf,
  { attribute, mention, validFrom, validTo, knownProblem }: Stated,
): ClaimSourceModel {
  return {
    asOf,
    dataset: mention.dataset,
    delivery: mention.delivery,
    record: mention.record,
    recordKey: mention.recordKey,
    mention: mention.mention,
    original: attribute.original,
    validFrom,
    validTo,
    precision: attribute.precision ?? mention.precision,
    statedAt: mention.statedAt,
    recordedFrom: mention.recordedFrom,
    knownProblem,
  };
}
