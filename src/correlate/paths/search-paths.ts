import type { EntityId } from '../../ids.ts';
import type { Step } from './link-graph.ts';

/** What the times of a path's links have to do with each other. */
export type TimeMode = 'ANY' | 'TOGETHER' | 'IN_ORDER';

/** A way from one entity to another; it leads through none twice. */
export interface FoundPath {
  readonly steps: readonly Step[];
  readonly cost: number;
}

export interface SearchInput {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly maxHops: number;
  readonly first: number;
  readonly mode: TimeMode;
  stepsOf(entity: EntityId): readonly Step[];
  /** What leading through an entity costs; infinite of one that no path may lead through. */
  costOf(entity: EntityId): number;
  /** Whether time is up; asked once in a while. */
  isOver(): boolean;
}

export interface SearchResult {
  readonly paths: readonly FoundPath[];
  /** Whether there may be better paths, or more. */
  readonly isCut: boolean;
}

/** What leads to each entity on ways from one end; searches over the same links share it. */
export type Predecessors = ReadonlyMap<EntityId, readonly EntityId[]>;

/** What one more hop costs beside the entity that it leads through. */
export const HOP = 1;
const MOST_PARTIAL = 200_000;
const CHECK_EVERY = 1_000;

/** What leading through an entity with so many links costs: one where thousands live connects nobody. */
export function costThrough(links: number): number {
  return Math.log2(1 + links);
}

interface Partial {
  readonly at: EntityId;
  readonly step: Step | null;
  readonly before: Partial | null;
  readonly hops: number;
  readonly cost: number;
  readonly bound: number;
  /** When the path's links may all hold, or the earliest moment that the next one may. */
  readonly earliest: number;
  readonly latest: number;
}

/**
 * The cheapest simple paths between two entities, cheapest first: partial paths are extended in order of what they cost and at
 * least have yet to cost (A*, Hart, Nilsson and Raphael 1968; the bound is the exact distance to the end, so that no path is
 * looked at twice in vain). Equal costs go by more hops, then by ids, so that the answer repeats. Pure.
 */
export function searchPaths(input: SearchInput, predecessors: Predecessors): SearchResult {
  const { from, to, maxHops, first, mode, stepsOf, costOf, isOver } = input;
  const rest = distancesTo(input, predecessors);
  const queue = new Queue();
  queue.push({
    ...{ at: from, step: null, before: null, hops: 0, cost: 0, bound: rest[maxHops]?.get(from) ?? Infinity },
    ...{ earliest: -Infinity, latest: Infinity },
  });
  const paths: FoundPath[] = [];
  let looked = 0;
  for (let partial = queue.pop(); partial !== undefined; partial = queue.pop()) {
    looked += 1;
    if (looked > MOST_PARTIAL || (looked % CHECK_EVERY === 0 && isOver())) return { paths, isCut: true };
    if (partial.at === to) {
      // One more than asked for tells whether there are more.
      if (paths.length === first) return { paths, isCut: true };
      paths.push({ steps: stepsBack(partial), cost: partial.cost });
      continue;
    }
    for (const step of stepsOf(partial.at)) {
      const left = maxHops - partial.hops - 1;
      const ahead = rest[left]?.get(step.other);
      if (ahead === undefined) continue;
      const cost = partial.cost + HOP + (step.other === to ? 0 : costOf(step.other));
      if (cost === Infinity || isOnPath(partial, step.other)) continue;
      const times = advance(mode, partial, step);
      if (times === null) continue;
      queue.push({
        ...{ at: step.other, step, before: partial, hops: partial.hops + 1, cost, bound: cost + ahead },
        ...times,
      });
    }
  }
  return { paths, isCut: false };
}

/** For every number of hops the least that the way to the end costs from each entity that reaches it in so many. */
function distancesTo(
  { to, maxHops, costOf }: SearchInput,
  predecessors: Predecessors,
): readonly ReadonlyMap<EntityId, number>[] {
  const levels: Map<EntityId, number>[] = [new Map([[to, 0]])];
  for (let hops = 1; hops <= maxHops; hops++) {
    const previous = levels[hops - 1] ?? new Map<EntityId, number>();
    const level = new Map(previous);
    for (const [entity, cost] of previous) {
      const through = entity === to ? 0 : costOf(entity);
      if (through === Infinity) continue;
      for (const before of predecessors.get(entity) ?? []) {
        const total = cost + HOP + through;
        if (total < (level.get(before) ?? Infinity)) level.set(before, total);
      }
    }
    levels.push(level);
  }
  return levels;
}

/** What leads to each entity on ways of so many hops. Pure. */
export function listPredecessors({
  from,
  to,
  maxHops,
  stepsOf,
}: Pick<SearchInput, 'from' | 'to' | 'maxHops' | 'stepsOf'>): Predecessors {
  const predecessors = new Map<EntityId, EntityId[]>();
  let frontier: readonly EntityId[] = [from];
  const seen = new Set(frontier);
  for (let hops = 0; hops < maxHops; hops++) {
    const next: EntityId[] = [];
    for (const entity of frontier) {
      if (entity === to) continue;
      for (const { other } of stepsOf(entity)) {
        const known = predecessors.get(other);
        if (known === undefined) predecessors.set(other, [entity]);
        else if (known.at(-1) !== entity) known.push(entity);
        if (!seen.has(other)) {
          seen.add(other);
          next.push(other);
        }
      }
    }
    frontier = next;
  }
  return predecessors;
}

function advance(
  mode: TimeMode,
  { earliest, latest }: Partial,
  { validFrom, validTo }: Step,
): { readonly earliest: number; readonly latest: number } | null {
  switch (mode) {
    case 'ANY':
      return { earliest, latest };
    case 'TOGETHER': {
      const both = { earliest: Math.max(earliest, validFrom), latest: Math.min(latest, validTo) };
      return both.earliest < both.latest ? both : null;
    }
    case 'IN_ORDER': {
      const moment = Math.max(earliest, validFrom);
      return moment < validTo ? { earliest: moment, latest } : null;
    }
  }
}

function isOnPath(partial: Partial, entity: EntityId): boolean {
  for (let one: Partial | null = partial; one !== null; one = one.before) if (one.at === entity) return true;
  return false;
}

function stepsBack(partial: Partial): readonly Step[] {
  const steps: Step[] = [];
  for (let one: Partial | null = partial; one !== null; one = one.before)
    if (one.step !== null) steps.push(one.step);
  return steps.reverse();
}

/** A binary heap of partial paths, the one that may become cheapest on top. */
class Queue {
  readonly #heap: Partial[] = [];

  push(partial: Partial): void {
    const heap = this.#heap;
    let index = heap.push(partial) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || compare(above, partial) <= 0) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = partial;
  }

  pop(): Partial | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const [left, right] = [heap[child], heap[child + 1]];
      if (left === undefined) break;
      let least = left;
      if (right !== undefined && compare(right, left) < 0) {
        child += 1;
        least = right;
      }
      if (compare(last, least) <= 0) break;
      heap[index] = least;
      index = child;
    }
    heap[index] = last;
    return top;
  }
}

function compare(a: Partial, b: Partial): number {
  return a.bound - b.bound || b.hops - a.hops || (stepKey(a) < stepKey(b) ? -1 : 1);
}

function stepKey({ step }: Partial): string {
  return step === null ? '' : `${step.other} ${step.type} ${step.dataset} ${step.validFrom} ${step.validTo}`;
}
