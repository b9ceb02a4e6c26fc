import type { Caller } from '../../src/access/caller.ts';
import type { SmallTown } from '../api/small-town.ts';

/** A person of the town, signed in for herself under the id of a letter. */
export function personOf({ tag }: SmallTown, letter: string): Caller {
  return {
    user: `person-${letter}`,
    role: 'subject',
    department: null,
    identifiers: [{ scheme: `local.${tag}`, value: `${tag}${letter}` }],
  };
}

export const REVIEWER: Caller = { user: 'r', role: 'reviewer', department: null };

export const RAISE =
  'mutation { raiseRestriction(kind: RESTRICTION, reason: "It is wrong") { id state mentions } }';

export const DECIDE = `mutation D($id: ID!, $uphold: Boolean!) {
  decideRestriction(id: $id, uphold: $uphold, reason: "It was checked") { state decision }
}`;
