import type { AsOf } from '../as-of.ts';
import type { DeliveryId, KnownProblemId, MentionId, RecordId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import { FAR_FUTURE } from '../standardise/value.ts';
import { compareSupported, weigh } from './prefer.ts';
import { type ClaimConfirmation, confirmationOf } from './values/confirmation.ts';
import type { EntityDecisions } from './values/entity-decisions.ts';

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

/** One mention's word for a value. */
export interface Stated {
  readonly attribute: StoredAttribute;
  readonly mention: ClaimMention;
  readonly validFrom: number;
  readonly validTo: number;
  readonly knownProblem: KnownProblemId | null;
}

/** One value of an attribute in its rank, with everyone who states it. */
export interface RankedValue {
  readonly attribute: StoredAttribute;
  readonly stated: readonly Stated[];
  /** Those of them that are no known problem; where there is none, it is never preferred. */
  readonly sound: readonly Stated[];
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

/** The values of each attribute in the order of {@link buildClaims}, for who needs no more than the first. Pure. */
export function rankValues(
  ground: ClaimGround,
  mentions: readonly ClaimMention[],
): readonly (readonly RankedValue[])[] {
  const { asOf } = ground;
  const at = asOf.valid === null ? null : Date.parse(asOf.valid);
  const attributes = new Map<string, Map<string, Stated[]>>();
  for (const mention of mentions)
    for (const attribute of ground.attributesOf(mention)) {
      const one = readStated(ground, mention, attribute, at);
      if (one === null) continue;
      const { name } = attribute;
      const values = attributes.get(name) ?? new Map<string, Stated[]>();
      attributes.set(name, values);
      const key = rankedKey(attribute);
      const known = values.get(key);
      if (known === undefined) values.set(key, [one]);
      else known.push(one);
    }
  return [...attributes]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, values]) => rank(ground, values));
}

/** Tells values of one attribute apart. */
export function rankedKey({ scheme, value }: Pick<StoredAttribute, 'scheme' | 'value'>): string {
  return scheme === undefined ? value : `${scheme}\u0000${value}`;
}

function readStated(
  { catalogue, decisions, entity }: ClaimGround,
  mention: ClaimMention,
  attribute: StoredAttribute,
  at: number | null,
): Stated | null {
  const validFrom = attribute.from === undefined ? mention.validFrom : Date.parse(attribute.from);
  const validTo = attribute.to === undefined ? mention.validTo : Date.parse(attribute.to);
  if (at !== null && (at < validFrom || at >= validTo)) return null;
  const knownProblem = decisions.problemOf(catalogue, entity, attribute, mention);
  return { attribute, mention, validFrom, validTo, knownProblem };
}

function rank(ground: ClaimGround, values: ReadonlyMap<string, readonly Stated[]>): readonly RankedValue[] {
  const all = [...values].map(([key, stated]) => ({ key, value: toRanked(stated) }));
  if (all.length < 2) return all.map(({ value }) => value);
  return all
    .map(({ key, value }) => ({ value: key, weight: weighStated(ground, value), ranked: value }))
    .sort(
      (left, right) =>
        Number(left.ranked.sound.length === 0) - Number(right.ranked.sound.length === 0) ||
        compareSupported(left, right),
    )
    .map(({ ranked }) => ranked);
}

function toRanked(stated: readonly Stated[]): RankedValue {
  const attribute = stated[0]?.attribute;
  if (attribute === undefined) throw new Error('A claim has at least one source');
  const sound = stated.every(isSound) ? stated : stated.filter(isSound);
  return { attribute, stated, sound };
}

const isSound = ({ knownProblem }: Stated): boolean => knownProblem === null;

/** What was found wrong supports nothing. */
function weighStated(
  { catalogue, asOf, entity, decisions }: ClaimGround,
  { attribute, sound }: RankedValue,
): ReturnType<typeof weigh> {
  const given = decisions.confirmationsOf(entity, attribute);
  const confirmed = new Set(given.flatMap(({ mentions }) => mentions));
  return weigh(
    catalogue,
    sound.map(({ mention, validTo }) => ({
      dataset: mention.dataset,
      attribute: attribute.name,
      statedAt: mention.statedAt,
      isCurrent: asOf.valid !== null || validTo === OPEN,
      isConfirmed: confirmed.has(mention.mention),
    })),
  );
}

/** Whether a value is confirmed. What was found wrong confirms nothing. */
export function confirmationOfValue(
  { catalogue, entity, decisions }: ClaimGround,
  { attribute, sound }: RankedValue,
): ClaimConfirmation {
  return confirmationOf(
    catalogue,
    sound.map(({ mention: { dataset, mention, recordedFrom }, validFrom, validTo }) => ({
      ...{ dataset, mention, recordedFrom, validFrom, validTo },
    })),
    decisions.confirmationsOf(entity, attribute),
  );
}

/** The open end of a period. */
const OPEN = Date.parse(FAR_FUTURE);

/**
 * Orders statements of a value by whose word it is: that of the department which leads for the attribute first, then what
 * repeats no other dataset (a copy always comes later than what it copies), then the newest.
 */
export function compareStated({ datasets }: DatasetCatalogue, left: Stated, right: Stated): number {
  const [one, other] = [datasets.get(left.mention.dataset), datasets.get(right.mention.dataset)];
  const leads = (dataset: typeof one): number => Number(dataset?.leads.has(left.attribute.name) === true);
  const copies = (dataset: typeof one): number => Number((dataset?.derivedFrom.length ?? 0) > 0);
  return (
    leads(other) - leads(one) ||
    copies(one) - copies(other) ||
    right.mention.statedAt - left.mention.statedAt ||
    (left.mention.mention < right.mention.mention ? -1 : 1)
  );
}
