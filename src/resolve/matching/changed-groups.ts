import type { EntityId, MentionId } from '../../ids.ts';
import { UnionFind } from '../union-find.ts';
import type { Resolvable } from './resolvable.ts';

/** Sets of mentions, closed under today's entities and the new groups, whose entities are not what they should be. */
export function findChangedGroups(
  all: readonly Resolvable[],
  joins: readonly (readonly [MentionId, MentionId])[],
): readonly (readonly Resolvable[])[] {
  const places = new Map(all.map(({ identity }, place) => [identity.id, place]));
  const grouped = new UnionFind(all.length);
  const closed = new UnionFind(all.length);
  for (const [left, right] of joins) {
    const [one, other] = [places.get(left), places.get(right)];
    if (one === undefined || other === undefined) continue;
    grouped.join(one, other);
    closed.join(one, other);
  }
  const first = new Map<EntityId, number>();
  all.forEach(({ identity: { prior } }, place) => {
    if (prior === null) return;
    const known = first.get(prior);
    if (known === undefined) first.set(prior, place);
    else closed.join(known, place);
  });
  const sets = new Map<
    number,
    { members: Resolvable[]; groups: Set<number>; priors: Set<EntityId | null> }
  >();
  all.forEach((one, place) => {
    const root = closed.find(place);
    const set = sets.get(root) ?? { members: [], groups: new Set(), priors: new Set() };
    sets.set(root, set);
    set.members.push(one);
    set.groups.add(grouped.find(place));
    set.priors.add(one.identity.prior);
  });
  return [...sets.values()]
    .filter(({ groups, priors }) => groups.size > 1 || priors.size > 1 || priors.has(null))
    .map(({ members }) => members);
}
