import type { ReadContext } from '../../access/access.ts';
import type { RecordId } from '../../ids.ts';
import { type MentionModel, visibleAttributes } from '../../intake/mention.ts';
import { readAddress } from '../../standardise/address/read-address.ts';
import { syllablesOf } from '../../standardise/romanise.ts';
import type { Position } from '../place/distance.ts';
import type { EventPlace } from './place-level.ts';

/** A record of an event as occasions compare it; `at` is when it began, in milliseconds since 1970. */
export interface OccasionEvent {
  readonly id: RecordId;
  readonly at: number;
  readonly place: EventPlace;
  /** What kind of event it is, as its source says: attribute → value. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Attributes that may say what kind of event something is. */
const KIND_KINDS: ReadonlySet<string> = new Set(['code', 'text']);

/** Builds an event from what the caller may see of a record's mentions. */
export function toEvent(
  { access }: ReadContext,
  record: { readonly id: RecordId; readonly validFrom: number } & Partial<
    Record<keyof Position, number | null>
  >,
  mentions: readonly MentionModel[],
): OccasionEvent {
  const { id, validFrom, longitude, latitude } = record;
  const roads = new Set<string>();
  const districts = new Set<string>();
  const kinds = new Map<string, string>();
  for (const mention of mentions) {
    if (mention.kind !== 'Place' && mention.kind !== 'Event') continue;
    for (const { name, kind, value } of visibleAttributes(access, mention, mention.attributes ?? '[]')) {
      if (mention.kind === 'Event' && KIND_KINDS.has(kind)) kinds.set(name, value);
      if (mention.kind === 'Place' && kind === 'address') addPlaces(value, roads, districts);
    }
  }
  const point = longitude == null || latitude == null ? null : { longitude, latitude };
  return { id, at: validFrom, place: { point, roads, districts }, kinds };
}

/** Streets go by their sound, so that one that was written as it was heard is still itself; a crossing is on both of its streets. */
function addPlaces(address: string, roads: Set<string>, districts: Set<string>): void {
  for (const part of address.split('/')) {
    const { road, lane, district, town } = readAddress(part);
    const area = district || town;
    if (area !== '') districts.add(area);
    // A lane may have a name of its own, like a road, or be numbered along one.
    const street = road === '' && !/^\d/.test(lane) ? lane : road;
    if (street !== '') roads.add(syllablesOf(street, 'none').join(''));
  }
}
