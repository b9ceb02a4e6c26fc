import type { EntityKind } from '../intake/mapped.ts';
import { findScheme } from '../standardise/schemes.ts';
import { splitKey } from './identity-claim.ts';
import { UnionFind } from './union-find.ts';

/** A mention, or an entity that takes part as a whole. */
export interface Node {
  readonly kind: EntityKind;
  readonly held: Held;
}

/**
 * Values per scheme of which a thing has one for good: two different ones are two things. Several where a person
 * judged that they stand for one thing all the same.
 */
type Held = ReadonlyMap<string, ReadonlySet<string>>;

/** The values among some identity keys of which a thing has one for good. */
export function heldForGood(keys: readonly string[]): Held {
  const held = new Map<string, Set<string>>();
  for (const key of keys) {
    const { scheme, value } = splitKey(key);
    if (findScheme(scheme)?.exclusive === true) held.set(scheme, (held.get(scheme) ?? new Set()).add(value));
  }
  return held;
}

/** Why two sets were not joined: of two kinds, judged to be two, or each with another identifier for good. */
type Refusal = 'kind' | 'judged' | { readonly contested: string };

/** Sets of nodes that are one thing, with what they hold and what they were judged apart from. */
export class NodeSets {
  readonly #nodes: readonly Node[];
  readonly #sets: UnionFind;
  readonly #held = new Map<number, Held>();
  readonly #apart = new Map<number, Set<number>>();

  constructor(
    nodes: readonly Node[],
    same: readonly (readonly [number, number])[],
    different: readonly (readonly [number, number])[],
  ) {
    this.#nodes = nodes;
    this.#sets = new UnionFind(nodes.length);
    for (const [left, right] of same) this.join(left, right, false);
    for (const [left, right] of different) {
      const [a, b] = [this.find(left), this.find(right)];
      this.#apartFrom(a).add(b);
      this.#apartFrom(b).add(a);
    }
  }

  find(node: number): number {
    return this.#sets.find(node);
  }

  /** Null where they are one from now on. */
  join(left: number, right: number, heedsIdentifiers: boolean): Refusal | null {
    const [a, b] = [this.find(left), this.find(right)];
    if (a === b) return null;
    if (this.#nodes[a]?.kind !== this.#nodes[b]?.kind) return 'kind';
    if (this.#apart.get(a)?.has(b) === true) return 'judged';
    const [heldA, heldB] = [this.#heldBy(a), this.#heldBy(b)];
    const contested = heedsIdentifiers ? findContested(heldA, heldB) : undefined;
    if (contested !== undefined) return { contested };
    const root = this.#sets.join(a, b);
    this.#held.set(root, uniteHeld(heldA, heldB));
    this.#moveApart(a === root ? b : a, root);
    return null;
  }

  #heldBy(root: number): Held {
    return this.#held.get(root) ?? this.#nodes[root]?.held ?? new Map();
  }

  #apartFrom(root: number): Set<number> {
    const known = this.#apart.get(root) ?? new Set<number>();
    this.#apart.set(root, known);
    return known;
  }

  #moveApart(gone: number, root: number): void {
    for (const other of this.#apart.get(gone) ?? []) {
      this.#apartFrom(root).add(other);
      this.#apartFrom(other).add(root).delete(gone);
    }
    this.#apart.delete(gone);
  }
}

function findContested(one: Held, other: Held): string | undefined {
  for (const [scheme, values] of other) {
    const ours = one.get(scheme);
    if (ours !== undefined && ![...values].some((value) => ours.has(value))) return scheme;
  }
  return undefined;
}

function uniteHeld(one: Held, other: Held): Held {
  if (other.size === 0) return one;
  const united = new Map(one);
  for (const [scheme, values] of other)
    united.set(scheme, new Set([...(united.get(scheme) ?? []), ...values]));
  return united;
}
