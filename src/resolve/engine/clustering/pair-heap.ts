export interface HeapPair {
  readonly value: number;
  readonly left: number;
  readonly right: number;
}

/** Pairs by value, highest first; of equal values the lower numbers first. */
export class PairHeap {
  readonly #items: HeapPair[] = [];

  push(value: number, left: number, right: number): void {
    const items = this.#items;
    const item = { value, left, right };
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = items[up];
      if (above === undefined || !isBefore(item, above)) break;
      items[at] = above;
      at = up;
    }
    items[at] = item;
  }

  pop(): HeapPair | null {
    const items = this.#items;
    const [top] = items;
    const last = items.pop();
    if (top === undefined || last === undefined) return null;
    if (items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      let below = items[child];
      if (below === undefined) break;
      const other = items[child + 1];
      if (other !== undefined && isBefore(other, below)) {
        child += 1;
        below = other;
      }
      if (!isBefore(below, last)) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

function isBefore(one: HeapPair, other: HeapPair): boolean {
  if (one.value !== other.value) return one.value > other.value;
  if (one.left !== other.left) return one.left < other.left;
  return one.right < other.right;
}
