import { type EntityId, entityId, type MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
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
 * the smaller id; an entity keeps its id in one component only, where most of its mentions stay, and among things of its kind:
 * what another mapping calls a place is no person any more. A component without a known entity is founded by its first mention.
 * `restored` says of mentions which entity they go back to: it counts as theirs, and is revived if it had ended; null: they go with others and count for none. Pure.
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
  const kind = kindOf(component, entities);
  const ofKind = [...evidence].filter(([entity]) => (entities.get(entity)?.kind ?? kind) === kind);
  return ofKind.map(([entity, count]) => ({
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
  const kind = kindOf(component, entities);
  for (let ordinal = 0; ; ordinal++) {
    const id = entityId(founder, ordinal);
    if (!taken.has(id) && isFree(entities.get(id), kind)) return id;
  }
}

/** Nobody bears it, or nobody does any more and what did was of that kind. */
function isFree(state: EntityState | undefined, kind: EntityKind | undefined): boolean {
  return state === undefined || (!state.alive && state.kind === kind);
}

/** The kind of all that is in it: things of two kinds are never joined. */
function kindOf(
  { mentions, entities: [whole] }: Component,
  entities: ReadonlyMap<EntityId, EntityState>,
): EntityKind | undefined {
  return mentions[0]?.kind ?? (whole === undefined ? undefined : entities.get(whole)?.kind);
}

/** The mention that founds a new entity: the smallest id, so that the order of arrival in a batch does not show. */
function founderOf(component: Component): MentionId | undefined {
  let smallest: MentionId | undefined;
  for (const { id } of component.mentions) if (smallest === undefined || id < smallest) smallest = id;
  return smallest;
}

/**
 * Ids that components might be founded under and of which `read` does not say yet whether they are in use: up to the first that
 * is free, and one more, since another component may take that. Empty once all is known.
 */
export function foundingIds(
  components: readonly Component[],
  read: ReadonlyMap<EntityId, EntityState | null>,
): readonly EntityId[] {
  return components.flatMap((component) => {
    const founder = founderOf(component);
    if (founder === undefined) return [];
    const kind = component.mentions[0]?.kind;
    const unread: EntityId[] = [];
    for (let ordinal = 0, free = 0; free < 2; ordinal++) {
      const id = entityId(founder, ordinal);
      const state = read.get(id);
      if (state === undefined) unread.push(id);
      if (isFree(state ?? undefined, kind)) free += 1;
    }
    return unread;
  });
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
