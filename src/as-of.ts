import { type DateTime, toDateTime } from './graph/values.ts';
import { FAR_FUTURE, FAR_PAST } from './standardise/value.ts';

/** Both axes of time that a read stands on: ISO instants in UTC. */
export interface AsOf {
  /** When it was so; null: at any time. */
  readonly valid: string | null;
  /** When we knew; null: now. */
  readonly recorded: string | null;
}

/** Everything that is known now, of any time. */
export const PRESENT: AsOf = { valid: null, recorded: null };

interface AsOfInput {
  readonly valid?: string | null | undefined;
  readonly recorded?: string | null | undefined;
}

/** The axes as a caller gave them. */
export function toAsOf(input: AsOfInput | null | undefined): AsOf {
  const { valid = null, recorded = null } = input ?? {};
  return valid === null && recorded === null ? PRESENT : { valid, recorded };
}

/** Names one pair of axes, e.g. for caches. */
export function asOfKey({ valid, recorded }: AsOf): string {
  return `${valid ?? ''}|${recorded ?? ''}`;
}

const NOW_SLOTS = {
  decided: 'decided-now',
  entity: 'entity-now',
  evidence: 'evidence-now',
  farRefers: 'far-refers-now',
  found: 'found-now',
  identified: 'identified-now',
  mention: 'mention-now',
  mentionOfRecord: 'standing-mention-now',
  names: 'names-now',
  record: 'record-now',
  refers: 'refers-now',
  relates: 'relates-now',
  standing: 'standing-now',
  standingRecord: 'standing-record-now',
  type: 'type-now',
} as const;

const AS_OF_SLOTS = {
  decided: 'decided-as-of',
  entity: 'entity-as-of',
  evidence: 'evidence-as-of',
  farRefers: 'far-refers-as-of',
  found: 'found-as-of',
  identified: 'identified-as-of',
  mention: 'mention-as-of',
  mentionOfRecord: 'mention-as-of',
  names: 'names-as-of',
  record: 'record-as-of',
  refers: 'refers-as-of',
  relates: 'relates-as-of',
  standing: 'standing-as-of',
  standingRecord: 'record-as-of',
  type: 'type-as-of',
} as const;

/** Which fragments read the recorded axis, for every slot that a statement may have. */
export function recordedSlots({ recorded }: AsOf): typeof NOW_SLOTS | typeof AS_OF_SLOTS {
  return recorded === null ? NOW_SLOTS : AS_OF_SLOTS;
}

/** Parameter of the texts that read an earlier state; absent now. */
export function recordedParam({ recorded }: AsOf): { readonly recorded?: DateTime } {
  return recorded === null ? {} : { recorded: toDateTime(recorded) };
}

/** A half-open period as a caller gives it; an end left out is open. */
export interface During {
  readonly from?: string | null | undefined;
  readonly to?: string | null | undefined;
}

/**
 * Bounds of the valid axis as every statement takes them: a period counts when it begins no later than `until` and
 * ends after `since`. Open bounds let everything through, so that no statement needs a second text for them.
 */
export function validBounds(
  { valid }: AsOf,
  during: During | null | undefined = null,
): { readonly since: DateTime; readonly until: DateTime } {
  const begin = [valid, during?.from ?? null];
  const end = [valid, during?.to == null ? null : justBefore(during.to)];
  const since = begin.reduce<string>(
    (latest, at) => (at !== null && isAfter(at, latest) ? at : latest),
    FAR_PAST,
  );
  const until = end.reduce<string>(
    (first, at) => (at !== null && isAfter(first, at) ? at : first),
    FAR_FUTURE,
  );
  return { since: toDateTime(since), until: toDateTime(until) };
}

function isAfter(left: string, right: string): boolean {
  return Date.parse(left) > Date.parse(right);
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}
