import { type EntityId, entityId, type MentionId } from '../ids.ts';
import type { Component } from './cluster.ts';
import type { EntityState } from './identity-state.ts';

/** A component with the entity that it is from now on. */
export interface Resolved {
  readonly component: Component;
  readonly entity: EntityId;
  readonly created: boolean;
}

/**
 * Gives each component its durable id: the known entity with the most evidence in it, of equals the older, of those
 * the smaller id; an entity keeps its id in one component only, where most of its mentions stay. A component without
 * a known entity is founded by its first mention. `restored` says of mentions which entity they go back to: it counts
 * as theirs, and is revived if it had ended; null: they go with others and count for none. Pure.
 */
export function chooseIds(
  components: readonly Component[],
  entities: ReadonlyMap<EntityId, EntityState>,
  restored: ReadonlyMap<MentionId, EntityId | null> = new Map(),
): readonly Resolved[] {
  const claims = components.flatMap((component, index) => claimsOf(component, index, entities, restored));
  claims.sort(
    (a, b) =>
      b.evidence - a.evidence ||
      compare(a.recordedFrom, b.recordedFrom) ||
      compare(a.entity, b.entity) ||
      compare(a.founder, b.founder),
  );
  const chosen = new Map<number, EntityId>();
  const taken = new Set<EntityId>();
  for (const { index, entity } of claims) {
    if (chosen.has(index) || taken.has(entity)) continue;
    chosen.set(index, entity);
    taken.add(entity);
  }
  return components.map((component, index) => {
    const known = chosen.get(index);
    if (known !== undefined)
      return { component, entity: known, created: entities.get(known)?.alive === false };
    const entity = foundId(component, entities, taken);
    taken.add(entity);
    return { component, entity, created: true };
  });
}

interface Claim {
  readonly index: number;
  readonly entity: EntityId;
  readonly evidence: number;
  readonly recordedFrom: string;
  readonly founder: string;
}

function claimsOf(
  component: Component,
  index: number,
  entities: ReadonlyMap<EntityId, EntityState>,
  restored: ReadonlyMap<MentionId, EntityId | null>,
): readonly Claim[] {
  const evidence = new Map<EntityId, number>();
  for (const id of component.entities) evidence.set(id, entities.get(id)?.evidence ?? 0);
  const count = (entity: EntityId | null): void => {
    if (entity !== null) evidence.set(entity, (evidence.get(entity) ?? 0) + 1);
  };
  for (const { id, prior } of component.mentions)
    count(restored.has(id) ? (restored.get(id) ?? null) : prior);
  if (evidence.size === 0) for (const { prior } of component.mentions) count(prior);
  const founder = founderOf(component) ?? '';
  return [...evidence].map(([entity, count]) => ({
    index,
    entity,
    evidence: count,
    recordedFrom: entities.get(entity)?.recordedFrom ?? '',
    founder,
  }));
}

function foundId(
  component: Component,
  entities: ReadonlyMap<EntityId, EntityState>,
  taken: ReadonlySet<EntityId>,
): EntityId {
  const founder = founderOf(component);
  if (founder === undefined) throw new Error('A component without a known entity has mentions');
  for (let ordinal = 0; ; ordinal++) {
    const id = entityId(founder, ordinal);
    if (!taken.has(id) && entities.get(id)?.alive !== true) return id;
  }
}

/** The mention that founds a new entity: the smallest id, so that the order of arrival in a batch does not show. */
function founderOf(component: Component): MentionId | undefined {
  let smallest: MentionId | undefined;
  for (const { id } of component.mentions) if (smallest === undefined || id < smallest) smallest = id;
  return smallest;
}

/** Ids of entities that components might be founded under, to learn first whether they are in use. */
export function foundingIds(components: readonly Component[]): readonly EntityId[] {
  return components.flatMap((component) => {
    const founder = founderOf(component);
    return founder === undefined ? [] : [entityId(founder, 0), entityId(founder, 1)];
  });
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
