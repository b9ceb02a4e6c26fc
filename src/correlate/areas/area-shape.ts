import { compactCells, POLYGON_TO_CELLS_FLAGS, polygonToCellsExperimental } from 'h3-js';
import { z } from 'zod';
import { CELL_RESOLUTION } from '../../intake/prepared-record.ts';
import type { Edge } from '../place/check-rings.ts';

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number());
const Ring = z.array(Position).min(4).refine(isClosed, 'a ring is open: its last position is not its first');
const Rings = z.array(Ring).min(1);
export const AreaGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings).min(1) }),
]);
export type AreaGeometry = z.infer<typeof AreaGeometry>;

/** The H3 cells of an area, of resolution 9 and, where an area holds all that a larger one is made of, coarser. */
export interface AreaShape {
  readonly inside: readonly string[];
  /** Its border goes through them: what is there may lie in it. */
  readonly border: readonly string[];
}

/** Cells of resolution 9 that an area may have: of some 20,000 square kilometers, what a large prefecture has. */
const MOST_CELLS = 200_000;
/** Half of a degree squared holds fewer cells than that at any latitude where people live. */
const SQUARE_DEGREES = 2;
const MOST_POSITIONS = 20_000;

/**
 * The H3 cells of an area: those that lie in it wholly, larger ones in place of the smaller ones that they are made of, and those that its border
 * goes through, some 200 m to either side. Null where it is too large to be sought by cells, or its outline too long. Pure.
 */
export function coverGeometry(geometry: AreaGeometry): AreaShape | null {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flat();
  if (rings.reduce((sum, ring) => sum + ring.length, 0) > MOST_POSITIONS || isTooLarge(rings)) return null;
  const inside = new Set<string>();
  const touched = new Set<string>();
  for (const polygon of polygons) {
    const outline = polygon.map((ring) => ring.map(([x, y]) => [x, y]));
    for (const cell of cellsOf(outline, POLYGON_TO_CELLS_FLAGS.containmentFull)) inside.add(cell);
    for (const cell of cellsOf(outline, POLYGON_TO_CELLS_FLAGS.containmentOverlapping)) touched.add(cell);
  }
  if (touched.size > MOST_CELLS) return null;
  return {
    inside: compactCells([...inside]).sort(),
    border: [...touched].filter((cell) => !inside.has(cell)).sort(),
  };
}

/** The edges of all rings in degrees. Pure. */
export function edgesOf(geometry: AreaGeometry): readonly Edge[] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
  return rings.flatMap((ring) =>
    ring.slice(1).map(([bx, by], place): Edge => {
      const [ax, ay] = ring[place] ?? [bx, by];
      return [ax, ay, bx, by];
    }),
  );
}

function cellsOf(outline: number[][][], containment: string): readonly string[] {
  return polygonToCellsExperimental(outline, CELL_RESOLUTION, containment, true);
}

function isTooLarge(rings: readonly (readonly (readonly number[])[])[]): boolean {
  let [west, east, south, north] = [180, -180, 90, -90];
  for (const [x = 0, y = 0] of rings.flat()) {
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  return (east - west) * (north - south) > SQUARE_DEGREES * SQUARE_DEGREES;
}

function isClosed(ring: readonly (readonly number[])[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}
