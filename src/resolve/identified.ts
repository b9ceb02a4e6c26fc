import type { MentionId } from '../ids.ts';
import { cluster } from './cluster.ts';
import type { IdentityMention } from './identity-claim.ts';
import type { IdentifierState } from './identity-state.ts';
import { type JudgedNodes, NOTHING_JUDGED } from './judgements/judgement-reader.ts';
import { MOST_NAMES, mayBeOneName } from './name-sound.ts';

/** What is known of an identifier that was met for the first time. */
export const UNMET: IdentifierState = { names: [], blocked: false, holders: [] };

/** Notes under how many really different names each identifier is met; one too many blocks it. */
export function countNames(
  mentions: readonly Pick<IdentityMention, 'claims' | 'nameKey'>[],
  identifiers: Map<string, IdentifierState>,
): void {
  for (const { claims, nameKey } of mentions) {
    if (nameKey === null || nameKey === '') continue;
    for (const { key } of claims) {
      const state = identifiers.get(key);
      if (state === undefined || state.blocked) continue;
      if (state.names.some((name) => mayBeOneName(name, nameKey))) continue;
      const names = [...state.names, nameKey];
      identifiers.set(key, { ...state, names, blocked: names.length > MOST_NAMES });
    }
  }
}

/** Groups of mentions that identifiers which are not blocked, or people, hold together before any weight. */
export function findTogether(
  mentions: readonly IdentityMention[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  judged: JudgedNodes = NOTHING_JUDGED,
): readonly (readonly MentionId[])[] {
  const weighed = new Set(mentions.map(({ kind }) => kind));
  const { components } = cluster(mentions, identifiers, new Map(), new Set(), { judged, weighed });
  return components
    .filter((component) => component.mentions.length > 1)
    .map((component) => component.mentions.map(({ id }) => id));
}
