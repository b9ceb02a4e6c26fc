/** WGS-84 degrees. */
export interface Position {
  readonly longitude: number;
  readonly latitude: number;
}

/** Radius that Neo4j's `point.distance` reckons with, in meters: both sides measure alike. */
const EARTH = 6_378_140;
const RADIANS = Math.PI / 180;

/** Distance over the sphere in meters, by the haversine formula. */
export function distanceMeters(a: Position, b: Position): number {
  const latitude = Math.sin(((b.latitude - a.latitude) * RADIANS) / 2) ** 2;
  const longitude = Math.sin(((b.longitude - a.longitude) * RADIANS) / 2) ** 2;
  const h = latitude + Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * longitude;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
