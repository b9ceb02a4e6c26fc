/** Disjoint sets over the numbers 0…size-1 (Galler & Fischer 1964, with path halving). */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(member: number): number {
    let root = member;
    while (this.#at(root) !== root) {
      this.#parent[root] = this.#at(this.#at(root));
      root = this.#at(root);
    }
    return root;
  }

  /** Joins two sets; the smaller root stays, so that the order of joins does not show. Returns the root. */
  join(left: number, right: number): number {
    const [one, other] = [this.find(left), this.find(right)];
    const [low, high] = one < other ? [one, other] : [other, one];
    this.#parent[high] = low;
    return low;
  }

  #at(member: number): number {
    return this.#parent[member] ?? member;
  }
}
