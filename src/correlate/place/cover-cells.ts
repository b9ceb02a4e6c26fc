import { cellToLatLng, getHexagonEdgeLengthAvg, gridDisk, latLngToCell } from 'h3-js';
import { CELL_RESOLUTION } from '../../intake/prepared-record.ts';
import { rangeOfCell } from '../../intake/record-place.ts';
import { distanceMeters, type Position } from './distance.ts';
import type { Shape } from './shape.ts';

/** How records of a shape are sought: cell by cell, or by ranges of cells where single ones would be too many. */
export type Cover =
  | { readonly by: 'cell'; readonly cells: readonly string[] }
  | { readonly by: 'range'; readonly ranges: readonly ReturnType<typeof rangeOfCell>[] };

/** Up to this radius in meters a shape is covered by single cells: some 400 of them. */
const FINE_RADIUS = 3_000;
/** Coarser resolutions, finest first: one is used up to so many of its edges. */
const COARSE = [7, 6, 5, 4] as const;
const EDGES = 20;
/** Farthest that a cell reaches from its center, in average edges: H3's hexagons are not regular. */
const REACH = 1.35;
/** The cells within a coarser one may stick out of it. */
const REACH_OF_CHILDREN = 2;
/** Least distance that each further ring of cells adds, in average edges. */
const RING = 0.9;

/** Cells that together hold every position within a shape; some of them may hold none. */
export function coverShape(shape: Shape): Cover {
  if (shape.radius <= FINE_RADIUS) return { by: 'cell', cells: cellsOf(shape, CELL_RESOLUTION, REACH) };
  const resolution = COARSE.find((one) => shape.radius <= EDGES * getHexagonEdgeLengthAvg(one, 'm')) ?? 4;
  return { by: 'range', ranges: cellsOf(shape, resolution, REACH_OF_CHILDREN).map(rangeOfCell) };
}

/** The cells around a position that reach within a radius of it, in meters. */
export function cellsAround(center: Position, radius: number): readonly string[] {
  const mayReach = (position: Position, reach: number): boolean =>
    distanceMeters(position, center) <= radius + reach;
  return cellsOf({ center, radius, mayReach }, CELL_RESOLUTION, REACH);
}

function cellsOf(
  { center, radius, mayReach }: Pick<Shape, 'center' | 'radius' | 'mayReach'>,
  resolution: number,
  factor: number,
): readonly string[] {
  const edge = getHexagonEdgeLengthAvg(resolution, 'm');
  const reach = factor * edge;
  const rings = Math.ceil((radius + 2 * reach) / (RING * edge));
  return gridDisk(latLngToCell(center.latitude, center.longitude, resolution), rings).filter((cell) => {
    const [latitude, longitude] = cellToLatLng(cell);
    return mayReach({ latitude, longitude }, reach);
  });
}
