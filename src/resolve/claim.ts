import type { AsOf } from '../as-of.ts';
import { groupRows } from '../group-rows.ts';
import type { DeliveryId, KnownProblemId, MentionId, RecordId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import { compareSupported, weigh } from './prefer.ts';
import { type ClaimConfirmation, confirmationOf } from './values/confirmation.ts';
import type { EntityDecisions } from './values/entity-decisions.ts';

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

/** A mention with everything that claims are made of. */
export interface ClaimMention {
  readonly mention: MentionId;
  readonly record: RecordId;
  readonly recordKey: string;
  readonly dataset: string;
  readonly role: string;
  readonly inScope: boolean;
  readonly delivery: DeliveryId;
  readonly attributes: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly recordedFrom: number;
  readonly statedAt: number;
}

interface Stated {
  readonly attribute: StoredAttribute;
  readonly source: ClaimSourceModel;
}

/** What claims about one entity are made of. */
export interface ClaimGround {
  readonly catalogue: DatasetCatalogue;
  readonly asOf: AsOf;
  readonly entity: string;
  /** What people decided about values of the entity. */
  readonly decisions: EntityDecisions;
  /** Those attributes of a mention that may be seen. */
  attributesOf(mention: ClaimMention): readonly StoredAttribute[];
}

/**
 * The claims that an entity's mentions make, attribute by attribute, the preferred one of each first (see
 * {@link compareSupported}), from those of their attributes that may be seen. What is a known problem supports nothing, and
 * a claim of nothing else comes last and is never preferred. With a valid time only what was so then. Pure.
 */
export function buildClaims(ground: ClaimGround, mentions: readonly ClaimMention[]): readonly ClaimModel[] {
  const { asOf } = ground;
  const at = asOf.valid === null ? null : Date.parse(asOf.valid);
  const stated = mentions.flatMap((mention) => readStated(ground, mention, at));
  const claims: ClaimModel[] = [];
  const byAttribute = [...groupRows(stated, ({ attribute }) => attribute.name)];
  byAttribute.sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [, group] of byAttribute) {
    const byValue = groupRows(group, ({ attribute }) =>
      attribute.scheme === undefined ? attribute.value : `${attribute.scheme}\u0000${attribute.value}`,
    );
    const ranked = [...byValue].map(([value, values]) => ({ value, ...weighStated(ground, values) }));
    ranked.sort(
      (left, right) => Number(left.isProblem) - Number(right.isProblem) || compareSupported(left, right),
    );
    for (const [index, { values, isProblem, confirmation }] of ranked.entries())
      claims.push(toClaim(values, index === 0 && !isProblem, confirmation));
  }
  return claims;
}

function readStated(ground: ClaimGround, mention: ClaimMention, at: number | null): readonly Stated[] {
  const { asOf, catalogue, decisions, entity } = ground;
  const stated: Stated[] = [];
  for (const attribute of ground.attributesOf(mention)) {
    const validFrom = attribute.from === undefined ? mention.validFrom : Date.parse(attribute.from);
    const validTo = attribute.to === undefined ? mention.validTo : Date.parse(attribute.to);
    if (at !== null && (at < validFrom || at >= validTo)) continue;
    stated.push({
      attribute,
      source: {
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
        knownProblem: decisions.problemOf(catalogue, entity, attribute, mention),
      },
    });
  }
  return stated;
}

interface Weighed {
  readonly values: readonly Stated[];
  readonly isProblem: boolean;
  readonly confirmation: ClaimConfirmation;
  readonly weight: ReturnType<typeof weigh>;
}

/** What was found wrong supports nothing and confirms nothing. */
function weighStated(
  { catalogue, asOf, entity, decisions }: ClaimGround,
  values: readonly Stated[],
): Weighed {
  const sound = values.filter(({ source }) => source.knownProblem === null);
  const attribute = values[0]?.attribute;
  const given = attribute === undefined ? [] : decisions.confirmationsOf(entity, attribute);
  const confirmed = new Set(given.flatMap(({ mentions }) => mentions));
  const supports = sound.map(({ attribute: { name }, source }) => ({
    dataset: source.dataset,
    attribute: name,
    statedAt: source.statedAt,
    isCurrent: asOf.valid !== null || source.validTo === OPEN,
    isConfirmed: confirmed.has(source.mention),
  }));
  return {
    values,
    isProblem: sound.length === 0,
    confirmation: confirmationOf(
      catalogue,
      sound.map(({ source }) => source),
      given,
    ),
    weight: weigh(catalogue, supports),
  };
}

/** The open end of a period. */
const OPEN = Date.parse(FAR_FUTURE);

function toClaim(values: readonly Stated[], preferred: boolean, confirmation: ClaimConfirmation): ClaimModel {
  const attribute = values[0]?.attribute;
  if (attribute === undefined) throw new Error('A claim has at least one source');
  return {
    attribute: attribute.name,
    kind: attribute.kind,
    scheme: attribute.scheme ?? null,
    value: attribute.value,
    preferred,
    flags: [...new Set(values.flatMap((one) => one.attribute.flags ?? []))],
    knownProblem: values.every(({ source }) => source.knownProblem !== null)
      ? (values[0]?.source.knownProblem ?? null)
      : null,
    confirmation,
    sources: values.map(({ source }) => source).sort(newestFirst),
  };
}

function newestFirst(left: ClaimSourceModel, right: ClaimSourceModel): number {
  return right.statedAt - left.statedAt || (left.mention < right.mention ? -1 : 1);
}
