import type { EntityId } from '../../ids.ts';
import { HUB, type LinkGraph, MOST_OF_NAMED, type Step } from './link-graph.ts';
import { costThrough, HOP } from './search-paths.ts';

/** Entities whose links are read at one level of one side; those that cost least to reach come first. */
const MOST_AT_LEVEL = 1_000;
/** Whatever a path leads through has so many links at least. */
const LEAST_LINKS = 2;
const LEAST_THROUGH = costThrough(LEAST_LINKS);

interface Side {
  /** What the cheapest way to each entity costs that has as few hops as any, but for the hops. */
  readonly seen: Map<EntityId, number>;
  /** Those of them that were too costly to be read. */
  readonly aside: Map<EntityId, number>;
  frontier: readonly EntityId[];
  hops: number;
}

/** Reads the links around two entities level by level, always on the side where there is less to read. */
export class TwoSidedReader {
  readonly #graph: LinkGraph;
  readonly #ends: ReadonlySet<EntityId>;
  readonly #sides: readonly [Side, Side];
  readonly #hubs = new Set<EntityId>();
  /** Links of entities that are not read themselves, as the entities at their other ends tell them. */
  readonly #mirrored = new Map<EntityId, Step[]>();
  #hops = 0;
  #isCut = false;
  #entitiesRead = 0;

  constructor(graph: LinkGraph, from: EntityId, to: EntityId) {
    this.#graph = graph;
    this.#ends = new Set([from, to]);
    const sideOf = (id: EntityId): Side => ({
      seen: new Map([[id, 0]]),
      aside: new Map(),
      frontier: [id],
      hops: 0,
    });
    this.#sides = [sideOf(from), sideOf(to)];
  }

  /** Longest path whose links are all read. */
  get hops(): number {
    return this.#hops;
  }

  /** Whether entities were left out because there were too many at a level. */
  get isCut(): boolean {
    return this.#isCut;
  }

  get hubs(): number {
    return this.#hubs.size;
  }

  get entitiesRead(): number {
    return this.#entitiesRead;
  }

  /** How many links an entity has: exactly of one that was read or counted, else as many as are known of. */
  leastDegreeOf(id: EntityId): number {
    return this.#graph.degreeOf(id) ?? Math.max(LEAST_LINKS, this.#mirrored.get(id)?.length ?? 0);
  }

  stepsOf(id: EntityId): readonly Step[] {
    return this.#graph.isRead(id) ? this.#graph.stepsOf(id) : (this.#mirrored.get(id) ?? []);
  }

  /** Whether both sides lead to some entity, so that a path may be. */
  hasMet(): boolean {
    const [one, other] = this.#sides;
    for (const id of one.seen.keys()) if (other.seen.has(id)) return true;
    return false;
  }

  /**
   * Reads one level; false when there is nothing more to read on either side. What leads only to paths that cost more than
   * `most` is not read: with what was paid on the way to it, and with the least that all hops to come cost.
   */
  async readLevel(most: number): Promise<boolean> {
    for (const side of this.#sides) this.#setAside(side, most);
    const open = this.#sides.filter(({ frontier }) => frontier.length > 0);
    const [side] = open.sort((a, b) => a.frontier.length - b.frontier.length);
    // Where one side has ended, what it has seen is all that it is connected to.
    if (side === undefined || open.length < this.#sides.length) return false;
    const chosen = side.frontier.slice(0, MOST_AT_LEVEL);
    if (chosen.length < side.frontier.length) this.#isCut = true;
    await this.#read(chosen);
    const reached = new Map<EntityId, number>();
    for (const id of chosen) {
      if (this.#hubs.has(id)) continue;
      const cost = (side.seen.get(id) ?? 0) + this.#costOf(id);
      for (const { other } of this.#graph.stepsOf(id)) {
        const known = side.aside.get(other);
        if (known === undefined ? side.seen.has(other) : known <= cost) continue;
        reached.set(other, Math.min(cost, reached.get(other) ?? Infinity));
      }
    }
    for (const [id, cost] of reached) {
      side.seen.set(id, cost);
      side.aside.delete(id);
    }
    side.frontier = [...reached]
      .sort(([a, costA], [b, costB]) => costA - costB || (a < b ? -1 : 1))
      .map(([id]) => id);
    side.hops += 1;
    this.#hops += 1;
    return true;
  }

  /** Leaves out what no path that is cheap enough leads through, until something cheaper leads to it. */
  #setAside(side: Side, most: number): void {
    const ahead = (this.#hops + 1) * HOP + (this.#hops - side.hops) * LEAST_THROUGH;
    side.frontier = side.frontier.filter((id) => {
      const cost = side.seen.get(id) ?? 0;
      if (ahead + cost + this.#costOf(id) <= most) return true;
      side.aside.set(id, cost);
      return false;
    });
  }

  /** What leading through an entity costs at least; the ends cost nothing. */
  #costOf(id: EntityId): number {
    return this.#ends.has(id) ? 0 : costThrough(this.leastDegreeOf(id));
  }

  async #read(ids: readonly EntityId[]): Promise<void> {
    const unread = ids.filter((id) => !this.#graph.isRead(id));
    await this.#graph.read(
      unread.filter((id) => this.#ends.has(id)),
      MOST_OF_NAMED,
    );
    await this.#graph.read(
      unread.filter((id) => !this.#ends.has(id)),
      HUB,
    );
    this.#entitiesRead += unread.length;
    for (const id of unread) {
      if (!this.#ends.has(id) && this.#graph.isCut(id)) {
        this.#hubs.add(id);
        continue;
      }
      for (const step of this.#graph.stepsOf(id)) {
        const mirror = { ...step, entity: step.other, other: step.entity, outgoing: !step.outgoing };
        const known = this.#mirrored.get(step.other);
        if (known === undefined) this.#mirrored.set(step.other, [mirror]);
        else known.push(mirror);
      }
    }
  }
}
