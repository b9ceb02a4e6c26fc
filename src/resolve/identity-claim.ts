import type { EntityId, MentionId } from '../ids.ts';
import type { MentionState } from '../intake/batch-change.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { type StoredAttribute, standardOf } from '../intake/stored-attribute.ts';
import { TITLED } from '../standardise/person-name.ts';
import { findScheme, identityKey } from '../standardise/schemes.ts';
import { soundOf } from '../standardise/sound.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';

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
  return {
    id: state.id,
    kind: state.kind,
    type: state.type,
    claims: findClaims(state),
    nameKey: findNameKey(state.attributes),
    prior,
    state,
  };
}

/** The identifiers that a mention is known by, each once. */
export function findClaims(state: MentionState): readonly IdentityClaim[] {
  const claims: IdentityClaim[] = [];
  for (const attribute of state.attributes) {
    const claim = findClaim(attribute, state);
    if (claim !== null && !claims.some((known) => known.key === claim.key)) claims.push(claim);
  }
  return claims;
}

/** The parts of the key of a claim. */
export function splitKey(key: string): { readonly scheme: string; readonly value: string } {
  const colon = key.indexOf(':');
  return { scheme: key.slice(0, colon), value: key.slice(colon + 1) };
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

/** The whole name among some attributes, as standardised; null when there is none: a surname with a title is none. */
export function findName(attributes: readonly StoredAttribute[]): string | null {
  const name = attributes.find(
    ({ kind, value, flags }) =>
      (kind === 'organization-name' || kind === 'name' || (kind === 'person-name' && !TITLED.test(value))) &&
      flags === undefined,
  );
  return name?.value ?? null;
}

/** Sound of that name. */
export function findNameKey(attributes: readonly StoredAttribute[]): string | null {
  const name = findName(attributes);
  return name === null ? null : soundOf(name);
}
