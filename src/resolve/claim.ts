import type { AsOf } from '../as-of.ts';
import { groupRows } from '../group-rows.ts';
import type { DeliveryId, MentionId, RecordId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import { compareSupported, weigh } from './prefer.ts';

/** One value of one attribute of an entity, with everyone who states it. */
export interface ClaimModel {
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  readonly value: string;
  readonly preferred: boolean;
  readonly flags: readonly string[];
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

/**
 * The claims that an entity's mentions make, attribute by attribute, the preferred one of each first (see
 * {@link compareSupported}), from those of their attributes that may be seen. With a valid time only what was so
 * then. Pure.
 */
export function buildClaims(
  catalogue: DatasetCatalogue,
  asOf: AsOf,
  mentions: readonly ClaimMention[],
  attributesOf: (mention: ClaimMention) => readonly StoredAttribute[],
): readonly ClaimModel[] {
  const at = asOf.valid === null ? null : Date.parse(asOf.valid);
  const stated = mentions.flatMap((mention) => readStated(mention, attributesOf(mention), asOf, at));
  const claims: ClaimModel[] = [];
  const byAttribute = [...groupRows(stated, ({ attribute }) => attribute.name)];
  byAttribute.sort(([left], [right]) => (left < right ? -1 : 1));
  for (const [, group] of byAttribute) {
    const byValue = groupRows(group, ({ attribute }) =>
      attribute.scheme === undefined ? attribute.value : `${attribute.scheme}\u0000${attribute.value}`,
    );
    const ranked = [...byValue].map(([value, values]) => ({
      value,
      values,
      weight: weighStated(catalogue, values),
    }));
    ranked.sort(compareSupported);
    for (const [index, { values }] of ranked.entries()) claims.push(toClaim(values, index === 0));
  }
  return claims;
}

function readStated(
  mention: ClaimMention,
  attributes: readonly StoredAttribute[],
  asOf: AsOf,
  at: number | null,
): readonly Stated[] {
  const stated: Stated[] = [];
  for (const attribute of attributes) {
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
      },
    });
  }
  return stated;
}

function weighStated(catalogue: DatasetCatalogue, values: readonly Stated[]): ReturnType<typeof weigh> {
  return weigh(
    catalogue,
    values.map(({ attribute, source }) => ({
      dataset: source.dataset,
      attribute: attribute.name,
      statedAt: source.statedAt,
    })),
  );
}

function toClaim(values: readonly Stated[], preferred: boolean): ClaimModel {
  const attribute = values[0]?.attribute;
  if (attribute === undefined) throw new Error('A claim has at least one source');
  return {
    attribute: attribute.name,
    kind: attribute.kind,
    scheme: attribute.scheme ?? null,
    value: attribute.value,
    preferred,
    flags: [...new Set(values.flatMap((one) => one.attribute.flags ?? []))],
    sources: values.map(({ source }) => source).sort(newestFirst),
  };
}

function newestFirst(left: ClaimSourceModel, right: ClaimSourceModel): number {
  return right.statedAt - left.statedAt || (left.mention < right.mention ? -1 : 1);
}
