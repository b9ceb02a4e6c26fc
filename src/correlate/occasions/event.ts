import type { ReadContext } from '../../access/access.ts';
import type { RecordId } from '../../ids.ts';
import { type MentionModel, visibleAttributes } from '../../intake/mention.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import type { EngineMention } from '../../resolve/engine/mention.ts';
import { tellsNothing } from '../../standardise/value.ts';

/** An event as the engine compares it: a record with where its places are, and what its events say of their kind. */
export interface OccasionEvent extends EngineMention {
  readonly id: RecordId;
  /** When it began, in milliseconds since 1970. */
  readonly at: number;
  /** What kind of event it is, as its source says: attribute → value. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Of a record: when it begins, and its point where it has one. */
export interface EventRow {
  readonly id: RecordId;
  readonly validFrom: number;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** Attributes that may say what kind of event something is. */
const KIND_KINDS: ReadonlySet<string> = new Set(['code', 'text']);

/** Builds an event from what the caller may see of a record's mentions. */
export function toEvent(
  { access }: ReadContext,
  { id, validFrom, longitude, latitude }: EventRow,
  mentions: readonly MentionModel[],
): OccasionEvent {
  const attributes: StoredAttribute[] = [];
  const kinds = new Map<string, string>();
  for (const mention of mentions) {
    if (mention.kind !== 'Place' && mention.kind !== 'Event') continue;
    for (const attribute of visibleAttributes(access, mention, mention.attributes ?? '[]')) {
      const { name, kind, value, flags } = attribute;
      if (tellsNothing(flags)) continue;
      const isKind = mention.kind === 'Event' && KIND_KINDS.has(kind);
      if (isKind) kinds.set(name, value);
      if (isKind || (mention.kind === 'Place' && kind === 'address')) attributes.push(attribute);
    }
  }
  return {
    ...{ id, kind: 'Event', type: '', source: mentions[0]?.dataset ?? '', attributes, at: validFrom, kinds },
    validFrom: new Date(validFrom).toISOString(),
    ...(longitude === null || latitude === null ? {} : { point: { longitude, latitude } }),
  };
}
