/** From when to when somebody was somewhere, as far as is known, in milliseconds since 1970; both ends are alike at a moment. */
export type Stay = readonly [from: number, to: number];

/** Stays at one place in order of their begins, and how long the longest of them lasts. */
export interface Stays {
  readonly inOrder: readonly Stay[];
  readonly longest: number;
}

export function toStays(stays: readonly Stay[]): Stays {
  return {
    inOrder: [...stays].sort(([a], [b]) => a - b),
    longest: stays.reduce((longest, [from, to]) => Math.max(longest, to - from), 0),
  };
}

/** Whether one of some stays has begun by `until` and has not ended before `since`. */
export function isNear({ inOrder, longest }: Stays, since: number, until: number): boolean {
  // What began earlier had ended.
  let [low, high] = [0, inOrder.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((inOrder[middle]?.[0] ?? 0) < since - longest) low = middle + 1;
    else high = middle;
  }
  for (let next = low; next < inOrder.length; next++) {
    const [from, to] = inOrder[next] ?? [Infinity, Infinity];
    if (from > until) return false;
    if (to >= since) return true;
  }
  return false;
}
