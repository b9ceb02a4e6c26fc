import type { EntityId, MentionId } from '../../ids.ts';

/** An entry of the identity log, as far as it says where mentions and ids lead. */
export interface ReplayedEvent {
  readonly type: string;
  readonly batch: number;
  readonly mentions: readonly MentionId[];
  /** Beside each mention: the entity that it refers to from then on, '' for none. */
  readonly targets: readonly string[];
  readonly about: readonly EntityId[];
}

/** Within one batch of one time. */
const ORDER = ['DECIDED', 'MERGED', 'ENDED', 'REDIRECTED'];

/**
 * Which entity each mention refers to, and where ids of former entities lead, from the entries of the identity log alone. Pure.
 */
export class LogReplay {
  readonly #refers = new Map<MentionId, EntityId>();
  readonly #evidence = new Map<EntityId, number>();
  readonly #redirects = new Map<EntityId, EntityId>();
  readonly #leading = new Map<EntityId, Set<EntityId>>();

  /** The entity of each mention that refers to one. */
  get refers(): ReadonlyMap<MentionId, EntityId> {
    return this.#refers;
  }

  /** How many mentions each entity that stands is made of. */
  get evidence(): ReadonlyMap<EntityId, number> {
    return this.#evidence;
  }

  /** Where each id of a merged entity leads. */
  get redirects(): ReadonlyMap<EntityId, EntityId> {
    return this.#redirects;
  }

  /** Replays all entries of one time, in whatever order they are given. */
  apply(events: readonly ReplayedEvent[]): void {
    const ordered = events
      .filter(({ type }) => ORDER.includes(type))
      .sort(
        (left, right) => left.batch - right.batch || ORDER.indexOf(left.type) - ORDER.indexOf(right.type),
      );
    for (const event of ordered) {
      if (event.type === 'DECIDED') this.#move(event);
      else if (event.type === 'MERGED') this.#merge(event);
      else if (event.type === 'REDIRECTED') this.#redirect(event);
    }
  }

  #move({ mentions, targets }: ReplayedEvent): void {
    mentions.forEach((mention, place) => {
      const before = this.#refers.get(mention);
      if (before !== undefined) this.#count(before, -1);
      const after = targets[place] ?? '';
      if (after === '') this.#refers.delete(mention);
      else {
        this.#refers.set(mention, after as EntityId);
        this.#count(after as EntityId, 1);
        // What stands again leads nowhere else.
        this.#lead(after as EntityId, null);
      }
    });
  }

  /** Of the two the one that nothing went to was merged; whatever led there leads on. */
  #merge({ targets, about }: ReplayedEvent): void {
    const merged = about.find((entity) => !targets.includes(entity));
    const survivor = about.find((entity) => entity !== merged);
    if (merged === undefined || survivor === undefined) return;
    for (const id of [...(this.#leading.get(merged) ?? []), merged]) this.#lead(id, survivor);
  }

  /** An undoing brought an entity back: ids that led to it lead there again. */
  #redirect({ targets, about }: ReplayedEvent): void {
    const [back] = targets;
    if (back === undefined) return;
    for (const id of about) if (id !== back) this.#lead(id, back as EntityId);
  }

  #lead(id: EntityId, target: EntityId | null): void {
    const before = this.#redirects.get(id);
    if (before !== undefined) this.#leading.get(before)?.delete(id);
    if (target === null) {
      this.#redirects.delete(id);
      return;
    }
    this.#redirects.set(id, target);
    this.#leading.set(target, (this.#leading.get(target) ?? new Set()).add(id));
  }

  #count(entity: EntityId, by: number): void {
    const count = (this.#evidence.get(entity) ?? 0) + by;
    if (count === 0) this.#evidence.delete(entity);
    else this.#evidence.set(entity, count);
  }
}
