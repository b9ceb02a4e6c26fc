import { z } from 'zod';
import type { EntityKind } from '../../intake/mapped.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import { KINDS } from '../../standardise/kinds.ts';
import { findScheme } from '../../standardise/schemes.ts';
import type { AttributeKind } from '../../standardise/value.ts';

/** What a dataset says of an entity, as far as linking goes. */
export interface StatedEntity {
  readonly dataset: string;
  /** Schemes of the identifiers that it gives, sorted, with commas between. */
  readonly schemes: string;
  /** Whether it says where, by a point. */
  readonly isPlaced: boolean;
  /** First and last month, `2024-02`, of its records. */
  readonly firstMonth: string;
  readonly lastMonth: string;
}

/** What is left to say of values that two datasets both state. */
export type Agreement = 'agree' | 'disagree' | 'silent';

/** An entity's part in what datasets share. */
export interface Crossed {
  readonly kind: EntityKind;
  readonly stated: readonly StatedEntity[];
  readonly pairs: readonly (readonly [a: string, b: string, agreement: Agreement])[];
}

export interface StatedMention {
  readonly attributes: readonly StoredAttribute[];
  /** Milliseconds since 1970. */
  readonly validFrom: number;
  readonly validTo: number;
}

/** The two datasets of a pair in the one order that it is kept in. */
export function pairOf(a: string, b: string): readonly [string, string] {
  return a < b ? [a, b] : [b, a];
}

/** The part of an entity of what its datasets say. Pure. */
export function crossEntity(
  kind: EntityKind,
  stated: readonly StatedEntity[],
  mentions: ReadonlyMap<string, readonly StatedMention[]>,
): Crossed {
  const sorted = [...stated].sort((one, other) => (one.dataset < other.dataset ? -1 : 1));
  const pairs = sorted.flatMap(({ dataset: a }, place) =>
    sorted
      .slice(place + 1)
      .map(({ dataset: b }) => [a, b, compare(mentions.get(a) ?? [], mentions.get(b) ?? [])] as const),
  );
  return { kind, stated: sorted, pairs };
}

/**
 * Two datasets disagree where they state different values of one attribute, of which a thing has only one at a time, and no equal one;
 * what may change, over periods that overlap; they agree where they state an equal value and disagree in nothing. Pure.
 */
function compare(left: readonly StatedMention[], right: readonly StatedMention[]): Agreement {
  const [own, others] = [left.flatMap(valuesOf), right.flatMap(valuesOf)];
  const names = new Set(own.map(({ name }) => name));
  let isEqual = false;
  for (const name of names) {
    const meetings = own
      .filter((value) => value.name === name)
      .flatMap((value) =>
        others
          .filter((other) => other.name === name && value.from < other.to && other.from < value.to)
          .map((other) => value.value === other.value),
      );
    if (meetings.includes(true)) isEqual = true;
    else if (meetings.length > 0) return 'disagree';
  }
  return isEqual ? 'agree' : 'silent';
}

interface PlainValue {
  /** Attribute and kind (of an identifier its scheme): what may be compared with its like. */
  readonly name: string;
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

function valuesOf({ attributes, validFrom, validTo }: StatedMention): readonly PlainValue[] {
  return attributes
    .filter(({ kind, flags = [] }) => KINDS[kind].oneAtATime && flags.length === 0)
    .map(({ name, kind, scheme, value, from, to }) => {
      const named = { name: scheme ?? `${kind} ${name}`, value };
      if (isLasting(kind, scheme)) return { ...named, from: -Infinity, to: Infinity };
      return {
        ...named,
        from: from === undefined ? validFrom : Date.parse(from),
        to: to === undefined ? validTo : Date.parse(to),
      };
    });
}

/** Where something is changes, and a plate is handed on; what it is called, when it was born and what identifies it for good is compared at any time. */
const MOVING: ReadonlySet<AttributeKind> = new Set([
  'address',
  'locality',
  'area',
  'postcode',
  'number',
  'instant',
]);

function isLasting(kind: AttributeKind, scheme: string | undefined): boolean {
  return scheme === undefined ? !MOVING.has(kind) : findScheme(scheme)?.identifies === 'for-good';
}

/** Schemes of the usable identifiers among attributes. Pure. */
export function schemesOf(mentions: readonly StatedMention[]): string {
  const schemes = mentions.flatMap(({ attributes }) =>
    attributes.flatMap(({ scheme, flags = [] }) =>
      scheme === undefined || flags.length > 0 ? [] : [scheme],
    ),
  );
  return [...new Set(schemes)].sort().join(',');
}

/** The keys of all counts that an entity is counted in. Pure. */
export function countKeys({ kind, stated, pairs }: Crossed): readonly string[] {
  const byDataset = new Map(stated.map((one) => [one.dataset, one]));
  const factsOf = (head: string, dataset: string): readonly string[] => {
    const one = byDataset.get(dataset);
    if (one === undefined) return [];
    return [
      `${head} all`,
      `${head} scheme ${one.schemes}`,
      `${head} first ${one.firstMonth}`,
      `${head} last ${one.lastMonth}`,
      ...(one.isPlaced ? [`${head} placed`] : []),
    ];
  };
  return [
    ...stated.flatMap(({ dataset }) => factsOf(`${dataset} `, dataset)),
    ...pairs.flatMap(([a, b, agreement]) => [
      `${a} ${b} ${kind === 'Place' ? 'place' : 'entity'}`,
      `${a} ${b} ${agreement}`,
      ...factsOf(`${a} ${b} a`, a),
      ...factsOf(`${a} ${b} b`, b),
    ]),
  ];
}

const Stored = z.tuple([
  z.enum(['Person', 'Organization', 'Thing', 'Place', 'Event']),
  z.array(z.tuple([z.string(), z.string(), z.boolean(), z.string(), z.string()])),
  z.array(z.tuple([z.string(), z.string(), z.enum(['agree', 'disagree', 'silent'])])),
]);

/** As an entity keeps it, so that it can be taken out of the counts again. */
export function storeCrossed({ kind, stated, pairs }: Crossed): string {
  return JSON.stringify([
    kind,
    stated.map(({ dataset, schemes, isPlaced, firstMonth, lastMonth }) => [
      dataset,
      schemes,
      isPlaced,
      firstMonth,
      lastMonth,
    ]),
    pairs,
  ]);
}

export function readCrossed(text: string): Crossed {
  const [kind, stated, pairs] = Stored.parse(JSON.parse(text));
  return {
    kind,
    pairs,
    stated: stated.map(([dataset, schemes, isPlaced, firstMonth, lastMonth]) => ({
      ...{ dataset, schemes, isPlaced, firstMonth, lastMonth },
    })),
  };
}
