import type { EntityId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { findScheme } from '../standardise/schemes.ts';
import { type IdentityMention, splitKey } from './identity-claim.ts';
import type { IdentifierState } from './identity-state.ts';
import { groupNames, mayBeOneName } from './name-sound.ts';

/** That a node holds an identifier over a period (ISO instants). */
interface Holding {
  readonly node: number;
  readonly forGood: boolean;
  readonly from: string;
  readonly to: string;
}

/** Which nodes, mentions first and then whole entities, hold each identifier that is not blocked. */
export function collectHoldings(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  identifiers: ReadonlyMap<string, IdentifierState>,
): ReadonlyMap<string, readonly Holding[]> {
  const holdings = new Map<string, Holding[]>();
  const add = (key: string, holding: Holding): void => {
    const known = holdings.get(key);
    if (known === undefined) holdings.set(key, [holding]);
    else known.push(holding);
  };
  mentions.forEach((mention, node) => {
    for (const { key, identifies, from, to } of mention.claims) {
      if (identifiers.get(key)?.blocked === true) continue;
      add(key, { node, forGood: identifies === 'for-good', from, to });
    }
  });
  const nodeOf = new Map(wholes.map((id, index) => [id, mentions.length + index]));
  for (const [key, state] of identifiers) {
    if (state.blocked) continue;
    for (const { entity, from, to } of state.holders) {
      const node = nodeOf.get(entity);
      if (node !== undefined) add(key, { node, forGood: isForGood(key), from, to });
    }
  }
  return holdings;
}

function isForGood(key: string): boolean {
  return findScheme(splitKey(key).scheme)?.identifies === 'for-good';
}

/** Whether a number joins only what is named alike: people of whom more than numbers decides. */
export function heedsNames(kind: EntityKind, weighed: ReadonlySet<EntityKind>): boolean {
  return kind === 'Person' && weighed.has(kind);
}

/** Leaves out the people who are named otherwise than most, and all with a name where no name has most. */
export function ofMainName(
  holdings: readonly Holding[],
  mentions: readonly IdentityMention[],
  weighed: ReadonlySet<EntityKind>,
  known: IdentifierState | undefined,
): readonly Holding[] {
  const nameOf = ({ node }: Holding): string | null => {
    const mention = mentions[node];
    return mention !== undefined && heedsNames(mention.kind, weighed) ? mention.nameKey : null;
  };
  // An entity that takes part whole has no name here: the number's first one is its, and who differs is left to weights.
  const [whole] = holdings.some(({ node }) => mentions[node] === undefined) ? (known?.names ?? []) : [];
  if (whole !== undefined)
    return holdings.filter((holding) => {
      const name = nameOf(holding);
      return name === null || mayBeOneName(whole, name);
    });
  const names = groupNames(holdings.flatMap((holding) => nameOf(holding) ?? []));
  const [first, second] = names;
  if (first === undefined || second === undefined) return holdings;
  return holdings.filter((holding) => {
    const name = nameOf(holding);
    return name === null || (first.count > second.count && mayBeOneName(first.sound, name));
  });
}

/** Joins what holds one identifier; what may not be one with those before it may be one with those after it. */
export function joinHoldings(
  holdings: readonly Holding[],
  join: (left: number, right: number) => boolean,
): void {
  const sorted = [...holdings].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.node - b.node));
  let reaches: Holding[] = [];
  for (const holding of sorted) {
    reaches = reaches.filter(
      (reach) => holding.forGood || holding.from < reach.to || holding.from === reach.from,
    );
    const at = reaches.findIndex((reach) => join(reach.node, holding.node));
    if (at < 0) reaches.push(holding);
    else if (holding.to > (reaches[at]?.to ?? '')) reaches[at] = holding;
  }
}
