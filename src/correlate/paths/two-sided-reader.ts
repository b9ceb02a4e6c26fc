import type { EntityId } from '../../ids.ts';
import { HUB, type LinkGraph, MOST_OF_NAMED, type Step } from './link-graph.ts';
import { costThrough, HOP } from './search-paths.ts';

/** Entities whose links are read at one level of one side; those that cost least to reach come first. */
const MOST_AT_LEVEL = 1_000;
/** Whatever a path leads through has so many links at least. */
const LEAST_LINKS = 2;
const LEAST_THROUGH = costThrough(LEAST_LINKS);
/** Sums of one cost in another order differ by less. */
const ROUNDING = 1e-9;

interface Side {
  /** What it costs to lead through the entities on the cheapest way that was followed to each. */
  readonly seen: Map<EntityId, number>;
  /** What was reached last, by what it cost. */
  frontier: readonly EntityId[];
  hops: number;
}

/**
 * Reads the links around two entities level by level, always on the side where there is less to read, and of two that fill a level
 * on the one that is less deep: what lies deeper has more links.
 */
export class TwoSidedReader {
  readonly #graph: LinkGraph;
  readonly #ends: ReadonlySet<EntityId>;
  readonly #sides: readonly [Side, Side];
  /** Links of entities that are not read themselves, as the entities at their other ends tell them. */
  readonly #mirrored = new Map<EntityId, Step[]>();
  #isCut = false;
  #entitiesRead = 0;

  constructor(graph: LinkGraph, from: EntityId, to: EntityId) {
    this.#graph = graph;
    this.#ends = new Set([from, to]);
    const sideOf = (id: EntityId): Side => ({ seen: new Map([[id, 0]]), frontier: [id], hops: 0 });
    this.#sides = [sideOf(from), sideOf(to)];
  }

  /** Longest path whose links are all known, unless it costs more than was asked for. */
  get hops(): number {
    return this.#sides[0].hops + this.#sides[1].hops;
  }

  /** Whether entities were left out because there were too many at a level. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** Entities that either side led to and no path may lead through. */
  get hubs(): number {
    const met = new Set(this.#sides.flatMap(({ seen }) => [...seen.keys()]));
    return [...met].filter((id) => !this.#ends.has(id) && (this.#graph.degreeOf(id) ?? 0) > HUB).length;
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

  /** Entities that are not read and that both sides lead to: where paths may meet. */
  listMiddles(): readonly EntityId[] {
    const [one, other] = this.#sides;
    return [...one.seen.keys()].filter((id) => other.seen.has(id) && !this.#graph.isRead(id));
  }

  /**
   * Reads one level of the side where there is less to read; where nothing is left that is a level too, behind which longer paths
   * are known. What leads only to paths that cost more than `most` is not read.
   */
  async readLevel(most: number): Promise<void> {
    for (const side of this.#sides) this.#setAside(side, most);
    const [one, other] = this.#sides;
    const unreadOf = ({ frontier }: Side): readonly EntityId[] =>
      frontier.filter((id) => !this.#graph.isRead(id));
    const [unreadOfOne, unreadOfOther] = [unreadOf(one), unreadOf(other)];
    const workOf = (unread: readonly EntityId[]): number => Math.min(unread.length, MOST_AT_LEVEL);
    const isOne = (workOf(unreadOfOne) - workOf(unreadOfOther) || one.hops - other.hops) <= 0;
    const side = isOne ? one : other;
    const unread = isOne ? unreadOfOne : unreadOfOther;
    const chosen = unread.slice(0, MOST_AT_LEVEL);
    if (chosen.length < unread.length) this.#isCut = true;
    await this.#read(chosen);
    const reached = new Map<EntityId, number>();
    for (const id of side.frontier) this.#expand(side, id, reached);
    for (const [id, cost] of reached) side.seen.set(id, cost);
    // No path leads through an end.
    side.frontier = [...reached]
      .filter(([id]) => !this.#ends.has(id))
      .sort(([a, costA], [b, costB]) => costA - costB || (a < b ? -1 : 1))
      .map(([id]) => id);
    side.hops += 1;
  }

  /** What an entity leads to for the first time, or cheaper than before. Known links are followed again, which costs no read. */
  #expand(side: Side, id: EntityId, reached: Map<EntityId, number>): void {
    if (!this.#graph.isRead(id) || (!this.#ends.has(id) && this.leastDegreeOf(id) > HUB)) return;
    const cost = (side.seen.get(id) ?? 0) + this.#costOf(id);
    for (const { other } of this.#graph.stepsOf(id))
      if (cost < (reached.get(other) ?? side.seen.get(other) ?? Infinity)) reached.set(other, cost);
  }

  /**
   * Leaves out what no path that is cheap enough leads through, until something cheaper leads to it. A path that needs the links of
   * such an entity has one hop more than are known, and as many entities behind it as the other side has levels.
   */
  #setAside(side: Side, most: number): void {
    const ahead = (this.hops + 1) * HOP + (this.hops - side.hops) * LEAST_THROUGH - ROUNDING;
    side.frontier = side.frontier.filter((id) => ahead + (side.seen.get(id) ?? 0) + this.#costOf(id) <= most);
  }

  /** What leading through an entity costs at least; the ends cost nothing. */
  #costOf(id: EntityId): number {
    return this.#ends.has(id) ? 0 : costThrough(this.leastDegreeOf(id));
  }

  async #read(unread: readonly EntityId[]): Promise<void> {
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
      if (!this.#ends.has(id) && this.#graph.isCut(id)) continue;
      for (const step of this.#graph.stepsOf(id)) {
        const mirror = { ...step, entity: step.other, other: step.entity, outgoing: !step.outgoing };
        const known = this.#mirrored.get(step.other);
        if (known === undefined) this.#mirrored.set(step.other, [mirror]);
        else known.push(mirror);
      }
    }
  }
}
