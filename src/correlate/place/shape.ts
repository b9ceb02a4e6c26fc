import { bad } from '../check-input.ts';
import { distanceMeters, type Position } from './distance.ts';

/** A place as a question names it: everything within a radius of its center and, of a polygon, within its rings too. */
export interface Shape {
  readonly center: Position;
  /** Meters. */
  readonly radius: number;
  /** Edges of a polygon's rings in degrees, [longitude, latitude, longitude, latitude]; none of a circle. */
  readonly edges: readonly (readonly number[])[];
  /** Longitudes below this one lie east of 180° and count 360° more. */
  readonly west: number;
  /** Whether what lies within `reach` meters of a position may lie in the shape; never false when some of it does. */
  mayReach(position: Position, reach: number): boolean;
}

/** The largest radius that is answered, in meters: that of a large city. */
export const FARTHEST = 100_000;
const WESTMOST = -180;

/** A circle. Throws BAD_INPUT. */
export function toCircle(center: Position, radius: number, argument = 'point'): Shape {
  checkPosition(center, argument);
  if (!(radius >= 0 && radius <= FARTHEST))
    throw bad(`radiusMeters is not from 0 to ${FARTHEST}`, 'radiusMeters');
  return {
    center,
    radius,
    edges: [],
    west: WESTMOST,
    mayReach: (position, reach) => distanceMeters(position, center) <= radius + reach,
  };
}

/** Throws BAD_INPUT unless it is a position in degrees, and says so where its two numbers look swapped. */
export function checkPosition({ longitude, latitude }: Position, argument: string): void {
  const isSwapped = Math.abs(latitude) > 90 && Math.abs(latitude) <= 180 && Math.abs(longitude) <= 90;
  if (isSwapped) throw bad('longitude and latitude are swapped: latitude is not from -90 to 90', argument);
  if (!(Math.abs(longitude) <= 180)) throw bad('longitude is not from -180 to 180', argument);
  if (!(Math.abs(latitude) <= 90)) throw bad('latitude is not from -90 to 90', argument);
}
