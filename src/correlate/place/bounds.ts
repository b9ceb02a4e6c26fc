import { bad } from '../check-input.ts';
import { toShape } from './polygon.ts';
import { checkPosition, type Shape } from './shape.ts';

/** A box in degrees, from west to east; over the antimeridian where west is the larger. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const ARGUMENT = 'bounds';

/** What lies within a box. Throws BAD_INPUT: it holds nothing, has swapped coordinates, or is wider than a large city. */
export function readBounds({ west, south, east, north }: Bounds): Shape {
  checkPosition({ longitude: west, latitude: south }, ARGUMENT);
  checkPosition({ longitude: east, latitude: north }, ARGUMENT);
  if (south >= north || west === east) throw bad('bounds hold nothing', ARGUMENT);
  const far = east < west ? east + 360 : east;
  return toShape(
    [
      [west, south, far, south],
      [far, south, far, north],
      [far, north, west, north],
      [west, north, west, south],
    ],
    ARGUMENT,
  );
}
