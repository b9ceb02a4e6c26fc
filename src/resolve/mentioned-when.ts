import { type AsOf, validBounds } from '../as-of.ts';
import type { DateTime } from '../graph/values.ts';

/** Which fragment asks whether something mentions an entity now: of a valid time only what held then counts. */
export function mentionedNow({ valid }: AsOf) {
  return valid === null ? 'mentioned-now' : 'mentioned-valid-now';
}

/** The same as of an earlier recorded time. */
export function mentionedThen({ valid }: AsOf) {
  return valid === null ? 'mentioned-as-of' : 'mentioned-valid-as-of';
}

/** The one of the two that a question stands on. */
export function mentionedSlot(asOf: AsOf) {
  return asOf.recorded === null ? mentionedNow(asOf) : mentionedThen(asOf);
}

/** The bounds that those fragments take; nothing where no valid time is asked about. */
export function boundsAsked(asOf: AsOf): { readonly since?: DateTime; readonly until?: DateTime } {
  return asOf.valid === null ? {} : validBounds(asOf);
}
