/** What forbids or demands that mentions are one entity, whatever their weights. Mentions are numbers. */
export interface Constraints {
  /** Pairs that a person judged to be one. */
  readonly same: readonly (readonly [number, number])[];
  /** Pairs that a person judged to be two. */
  readonly different: readonly (readonly [number, number])[];
  /** Per mention the values of which a thing has only one: two different ones under one name are two things. */
  readonly exclusive: readonly (ReadonlyMap<string, string> | undefined)[];
  /** Per mention a source that states no entity twice, or undefined. */
  readonly onceIn: readonly (string | undefined)[];
}

export const NO_CONSTRAINTS: Constraints = { same: [], different: [], exclusive: [], onceIn: [] };

export type Veto =
  | { readonly is: 'judged-different' }
  | { readonly is: 'exclusive-values'; readonly name: string; readonly values: readonly [string, string] }
  | { readonly is: 'one-source'; readonly source: string };

/** What the clusters hold while they are joined, and why two of them may not be. */
export class ConstraintState {
  readonly #held = new Map<number, ReadonlyMap<string, string>>();
  readonly #sources = new Map<number, Set<string>>();
  readonly #different = new Map<number, Set<number>>();

  constructor(constraints: Constraints, clusterOf: (mention: number) => number) {
    constraints.exclusive.forEach((values, mention) => {
      if (values === undefined || values.size === 0) return;
      const known = this.#held.get(clusterOf(mention));
      this.#held.set(clusterOf(mention), known === undefined ? values : new Map([...known, ...values]));
    });
    constraints.onceIn.forEach((source, mention) => {
      if (source !== undefined) add(this.#sources, clusterOf(mention), source);
    });
    for (const [left, right] of constraints.different) {
      add(this.#different, clusterOf(left), clusterOf(right));
      add(this.#different, clusterOf(right), clusterOf(left));
    }
  }

  /** Why two clusters may not be one, or null. */
  findVeto(one: number, other: number): Veto | null {
    if (this.#different.get(one)?.has(other)) return { is: 'judged-different' };
    const values = this.#held.get(other);
    for (const [name, value] of this.#held.get(one) ?? []) {
      const theirs = values?.get(name);
      if (theirs !== undefined && theirs !== value)
        return { is: 'exclusive-values', name, values: [value, theirs] };
    }
    const sources = this.#sources.get(other);
    for (const source of this.#sources.get(one) ?? [])
      if (sources?.has(source)) return { is: 'one-source', source };
    return null;
  }

  /** `gone` became part of `kept`. */
  join(kept: number, gone: number): void {
    const held = this.#held.get(gone);
    if (held !== undefined) this.#held.set(kept, new Map([...held, ...(this.#held.get(kept) ?? [])]));
    for (const source of this.#sources.get(gone) ?? []) add(this.#sources, kept, source);
    for (const other of this.#different.get(gone) ?? []) {
      add(this.#different, kept, other);
      add(this.#different, other, kept);
    }
    for (const map of [this.#held, this.#sources, this.#different]) map.delete(gone);
  }
}

function add<V>(into: Map<number, Set<V>>, key: number, value: V): void {
  const known = into.get(key) ?? new Set<V>();
  into.set(key, known.add(value));
}
