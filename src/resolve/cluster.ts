import type { EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { IdentityMention } from './identity-claim.ts';
import type { EntityState, IdentifierState } from './identity-state.ts';
import { type JudgedNodes, type JudgedPair, NOTHING_JUDGED } from './judgements/judgement-reader.ts';
import { heldForGood, type Node, NodeSets } from './node-sets.ts';
import { collectHoldings, joinHoldings, ofMainName } from './shared-identifiers.ts';

/** Mentions and whole entities that belong together. */
export interface Component {
  readonly mentions: readonly IdentityMention[];
  readonly entities: readonly EntityId[];
}

/** That mentions, or entities that take part as a whole, are one. */
export type Join = JudgedPair;

export interface Conflict {
  readonly key: string;
  readonly scheme: string;
  /** The mentions, or entities that take part as a whole, that it would have joined. */
  readonly between: JudgedPair;
}

export interface Clustering {
  readonly components: readonly Component[];
  /** Joins that an identifier asked for and another identifier forbade. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins mentions and entities that share an identifier: of one kind, not blocked, over overlapping periods where the
 * identifier is given again, and never against another identifier that each holds for good. What a person judged goes
 * before all of that. People of `weighed` kinds whose name is not the one that most say under a number are not joined by
 * it: many a record gives the number of a spouse, and there is more to tell by. Pure; the result does not depend on the
 * order of its input.
 */
export function cluster(
  mentions: readonly IdentityMention[],
  identifiers: ReadonlyMap<string, IdentifierState>,
  entities: ReadonlyMap<EntityId, EntityState>,
  whole: ReadonlySet<EntityId>,
  {
    joins = [],
    judged = NOTHING_JUDGED,
    weighed = new Set(),
  }: {
    readonly joins?: readonly Join[];
    readonly judged?: JudgedNodes | undefined;
    /** Kinds of which more than identifiers decides. */
    readonly weighed?: ReadonlySet<EntityKind>;
  } = {},
): Clustering {
  const ordered = [...mentions].sort((left, right) => (left.id < right.id ? -1 : 1));
  const wholes = [...whole].sort();
  const nodes = toNodes(ordered, wholes, entities);
  const names: readonly (MentionId | EntityId)[] = [...ordered.map(({ id }) => id), ...wholes];
  const nameOf = (node: number): MentionId | EntityId => {
    const name = names[node];
    if (name === undefined) throw new RangeError('A node has no name');
    return name;
  };
  const places = new Map<string, number>(names.map((id, at) => [id, at]));
  const placesOf = (pairs: readonly JudgedPair[]): readonly (readonly [number, number])[] =>
    pairs.flatMap(([one, other]) => {
      const [left, right] = [places.get(one), places.get(other)];
      return left === undefined || right === undefined ? [] : [[left, right] as const];
    });
  const sets = new NodeSets(nodes, placesOf(judged.same), placesOf(judged.different));
  const conflicts = new Map<string, Conflict>();
  const holdings = collectHoldings(ordered, wholes, identifiers);
  for (const key of [...holdings.keys()].sort())
    joinHoldings(
      ofMainName(holdings.get(key) ?? [], ordered, weighed, identifiers.get(key)),
      (left, right) => {
        const refused = sets.join(left, right, true);
        if (refused === null) return true;
        if (typeof refused === 'object')
          conflicts.set(`${key} ${refused.contested}`, {
            ...{ key, scheme: refused.contested },
            between: [nameOf(left), nameOf(right)],
          });
        return false;
      },
    );
  // What was decided by more than an identifier has weighed those already, between mentions.
  for (const [left, right] of placesOf(joins))
    sets.join(left, right, Math.max(left, right) >= ordered.length);
  return { components: collectComponents(ordered, wholes, sets), conflicts: [...conflicts.values()] };
}

function toNodes(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  entities: ReadonlyMap<EntityId, EntityState>,
): readonly Node[] {
  return [
    ...mentions.map((mention) => ({
      kind: mention.kind,
      held: heldForGood(mention.claims.map(({ key }) => key)),
    })),
    ...wholes.map((id) => {
      const state = entities.get(id);
      if (state === undefined) throw new Error('An entity takes part whose state was not read');
      return { kind: state.kind, held: heldForGood(state.keys) };
    }),
  ];
}

function collectComponents(
  mentions: readonly IdentityMention[],
  wholes: readonly EntityId[],
  sets: NodeSets,
): readonly Component[] {
  const found = new Map<number, { mentions: IdentityMention[]; entities: EntityId[] }>();
  const at = (node: number): { mentions: IdentityMention[]; entities: EntityId[] } => {
    const root = sets.find(node);
    const known = found.get(root);
    if (known !== undefined) return known;
    const created = { mentions: [], entities: [] };
    found.set(root, created);
    return created;
  };
  for (const [node, mention] of mentions.entries()) at(node).mentions.push(mention);
  for (const [index, entity] of wholes.entries()) at(mentions.length + index).entities.push(entity);
  return [...found.values()];
}
