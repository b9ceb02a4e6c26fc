import type { EntityId, MentionId } from '../ids.ts';
import type { MentionState } from '../intake/batch-change.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { type StoredAttribute, standardOf } from '../intake/stored-attribute.ts';
import { findScheme, identityKey } from '../standardise/schemes.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';
import { soundOf } from './name-sound.ts';

/** That a mention is known by an identifier over a period (ISO instants). */
export interface IdentityClaim {
  /** `scheme:value`. */
  readonly key: string;
  readonly scheme: string;
  /** For a period: only claims over overlapping periods speak of one thing (a plate is issued again). */
  readonly identifies: 'for-good' | 'for-a-period';
  readonly from: string;
  readonly to: string;
}

/** A mention as identity sees it. */
export interface IdentityMention {
  readonly id: MentionId;
  readonly kind: EntityKind;
  readonly type: string;
  readonly claims: readonly IdentityClaim[];
  /** Sound of its name, so that spellings of one name count once; null when it has none. */
  readonly nameKey: string | null;
  /** The entity that it referred to until now. */
  readonly prior: EntityId | null;
  /** All that it says. */
  readonly state: MentionState;
}

/** Reads from a mention's attributes by what it may be identified. */
export function toIdentityMention(state: MentionState, prior: EntityId | null): IdentityMention {
  const claims: IdentityClaim[] = [];
  for (const attribute of state.attributes) {
    const claim = findClaim(attribute, state);
    if (claim !== null && !claims.some((known) => known.key === claim.key)) claims.push(claim);
  }
  return {
    id: state.id,
    kind: state.kind,
    type: state.type,
    claims,
    nameKey: findNameKey(state.attributes),
    prior,
    state,
  };
}

/** Whether two states of a mention say the same about who it is. */
export function sameIdentity(before: MentionState, after: MentionState): boolean {
  const describe = (state: MentionState): string => {
    const mention = toIdentityMention(state, null);
    return JSON.stringify([mention.kind, mention.claims, mention.nameKey]);
  };
  return describe(before) === describe(after);
}

function findClaim(attribute: StoredAttribute, state: MentionState): IdentityClaim | null {
  if (attribute.scheme === undefined) return null;
  const rule = findScheme(attribute.scheme);
  if (rule === undefined || rule.identifies === 'no' || !rule.entityKinds.includes(state.kind)) return null;
  const key = identityKey({ scheme: attribute.scheme, standard: standardOf(attribute) });
  if (key === null) return null;
  const from = attribute.from ?? state.validFrom;
  const to = attribute.to ?? state.validTo;
  // Without any date nothing shows that two holders of a re-issued identifier are the same.
  if (rule.identifies === 'for-a-period' && from === FAR_PAST && to === FAR_FUTURE) return null;
  return { key, scheme: rule.name, identifies: rule.identifies, from, to };
}

/** Sound of the name among some attributes; null when there is none that could be one. */
export function findNameKey(attributes: readonly StoredAttribute[]): string | null {
  const name = attributes.find(
    ({ kind, flags }) =>
      (kind === 'person-name' || kind === 'organization-name' || kind === 'name') && flags === undefined,
  );
  return name === undefined ? null : soundOf(name.value);
}
