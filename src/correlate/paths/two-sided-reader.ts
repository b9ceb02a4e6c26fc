import type { EntityId } from '../../ids.ts';
import { HUB, type LinkGraph, MOST_OF_NAMED, type Step } from './link-graph.ts';

/** Entities whose links are read at one level of one side; those that cost least to reach come first. */
const MOST_AT_LEVEL = 1_000;

interface Side {
  readonly seen: Map<EntityId, number>;
  frontier: readonly EntityId[];
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
    const sideOf = (id: EntityId): Side => ({ seen: new Map([[id, 0]]), frontier: [id] });
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

  isHub(id: EntityId): boolean {
    return this.#hubs.has(id);
  }

  degreeOf(id: EntityId): number {
    return this.#graph.stepsOf(id).length;
  }

  stepsOf(id: EntityId): readonly Step[] {
    return this.#graph.isRead(id) ? this.#graph.stepsOf(id) : (this.#mirrored.get(id) ?? []);
  }

  /** Entities that are not read and that both sides lead to: where paths may meet. */
  listMiddles(): readonly EntityId[] {
    const [one, other] = this.#sides;
    return [...one.seen.keys()].filter((id) => other.seen.has(id) && !this.#graph.isRead(id));
  }

  /** Reads one level; false when there is nothing more to read on either side. */
  async readLevel(): Promise<boolean> {
    const open = this.#sides.filter(({ frontier }) => frontier.length > 0);
    const [side] = open.sort((a, b) => a.frontier.length - b.frontier.length);
    // Where one side has ended, what it has seen is all that it is connected to.
    if (side === undefined || open.length < this.#sides.length) return false;
    const chosen = side.frontier.slice(0, MOST_AT_LEVEL);
    if (chosen.length < side.frontier.length) this.#isCut = true;
    await this.#read(chosen);
    const reached = new Map<EntityId, number>();
    for (const id of chosen) {
      if (this.isHub(id)) continue;
      const cost = (side.seen.get(id) ?? 0) + Math.log2(1 + this.degreeOf(id));
      for (const { other } of this.#graph.stepsOf(id))
        if (!side.seen.has(other)) reached.set(other, Math.min(cost, reached.get(other) ?? Infinity));
    }
    for (const [id, cost] of reached) side.seen.set(id, cost);
    side.frontier = [...reached]
      .sort(([a, costA], [b, costB]) => costA - costB || (a < b ? -1 : 1))
      .map(([id]) => id);
    this.#hops += 1;
    return true;
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
