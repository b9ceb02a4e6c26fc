export type Edge = readonly [ax: number, ay: number, bx: number, by: number];
type Point = readonly [x: number, y: number];

/** Where two edges cross that do not follow each other, or null. Pure. */
export function findCrossing(edges: readonly Edge[]): Point | null {
  return findPair(edges, (one, other) => {
    const [[ax, ay, bx, by], [cx, cy, dx, dy]] = [one, other];
    return side(one, cx, cy) * side(one, dx, dy) < 0 && side(other, ax, ay) * side(other, bx, by) < 0;
  });
}

/** Where a ring comes back to a place where it was already, so that what it encloses is not one piece; or null. Pure. */
export function findSelfTouch(edges: readonly Edge[]): Point | null {
  // A position that is given twice in a row is one.
  const ring = edges.filter(([ax, ay, bx, by]) => ax !== bx || ay !== by);
  const places = new Map(ring.map((edge, index) => [edge, index]));
  const lasting = (one: Edge, other: Edge): boolean => {
    const apart = Math.abs((places.get(one) ?? 0) - (places.get(other) ?? 0));
    return apart !== 1 && apart !== ring.length - 1;
  };
  return findPair(ring, (one, other) => lasting(one, other) && touches(one, other));
}

/** Where two parts, each the edges of some rings, hold the same ground, or null. No edge may cross another. Pure. */
export function findOverlap(parts: readonly (readonly Edge[])[]): Point | null {
  const heights = [...new Set(parts.flat().map(([, y]) => y))].sort((a, b) => a - b);
  for (const [index, low] of heights.entries()) {
    const high = heights[index + 1];
    if (high === undefined) break;
    // No edge begins, ends or crosses another between the two: what holds in the middle holds all over.
    const y = (low + high) / 2;
    const spans = parts.flatMap((edges) => spansAt(edges, y)).sort(([a], [b]) => a - b);
    for (const [place, [, end]] of spans.entries()) {
      const next = spans[place + 1]?.[0];
      if (next !== undefined && next < end - ROUNDING) return [next, y];
    }
  }
  return null;
}

/** What reckoning in degrees may be off by: a hundredth of a millimeter. */
const ROUNDING = 1e-10;

/** From where to where a part reaches along a parallel: between an odd crossing of its edges and the next. */
function spansAt(edges: readonly Edge[], y: number): readonly Point[] {
  const crossings = edges
    .filter(([, ay, , by]) => ay > y !== by > y)
    .map(([ax, ay, bx, by]) => ((bx - ax) * (y - ay)) / (by - ay) + ax)
    .sort((a, b) => a - b);
  return crossings.flatMap((from, index): readonly Point[] =>
    index % 2 === 0 ? [[from, crossings[index + 1] ?? from]] : [],
  );
}

/** The middle of the first edge that stands so to a later one, seen from west to east. */
function findPair(edges: readonly Edge[], isOne: (one: Edge, other: Edge) => boolean): Point | null {
  const sorted = [...edges].sort((one, other) => Math.min(one[0], one[2]) - Math.min(other[0], other[2]));
  for (const [index, one] of sorted.entries())
    for (let next = index + 1; next < sorted.length; next++) {
      const other = sorted[next];
      const [ax, ay, bx, by] = one;
      // What begins farther east, and all behind it, cannot meet it.
      if (other === undefined || Math.min(other[0], other[2]) > Math.max(ax, bx)) break;
      if (isOne(one, other)) return [(ax + bx) / 2, (ay + by) / 2];
    }
  return null;
}

/** Whether two edges share any point. */
function touches(one: Edge, other: Edge): boolean {
  const [[ax, ay, bx, by], [cx, cy, dx, dy]] = [one, other];
  const [c, d, a, b] = [side(one, cx, cy), side(one, dx, dy), side(other, ax, ay), side(other, bx, by)];
  if (c * d < 0 && a * b < 0) return true;
  return (
    (c === 0 && isBetween(one, cx, cy)) ||
    (d === 0 && isBetween(one, dx, dy)) ||
    (a === 0 && isBetween(other, ax, ay)) ||
    (b === 0 && isBetween(other, bx, by))
  );
}

function isBetween([ax, ay, bx, by]: Edge, x: number, y: number): boolean {
  return x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by);
}

function side([ax, ay, bx, by]: Edge, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax));
}
