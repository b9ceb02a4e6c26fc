import { distanceMeters, type Position } from '../place/distance.ts';

/** Where an event was, as far as its record says: a point, streets and districts; each may be missing. */
export interface EventPlace {
  readonly point: Position | null;
  readonly roads: ReadonlySet<string>;
  readonly districts: ReadonlySet<string>;
}

/** How two places agree, best first. A street contains its points, and a district its streets. */
export type PlaceLevel = 'AT' | 'CLOSE' | 'STREET' | 'STREET_RENAMED' | 'DISTRICT' | 'UNKNOWN' | 'APART';

const AT = 300;
const CLOSE = 1_500;

/** Compares two places by the most exact thing that both say. Pure. */
export function placeLevel(a: EventPlace, b: EventPlace): PlaceLevel {
  if (a.point !== null && b.point !== null) {
    const meters = distanceMeters(a.point, b.point);
    if (meters <= AT) return 'AT';
    return meters <= CLOSE ? 'CLOSE' : 'APART';
  }
  const sameDistrict = agree(a.districts, b.districts);
  const sameRoad = agree(a.roads, b.roads);
  // Districts are merged, split and renamed, and addresses carry the name of their day or an older one.
  if (sameRoad === true) return sameDistrict === false ? 'STREET_RENAMED' : 'STREET';
  if (sameDistrict === null) return 'UNKNOWN';
  return sameDistrict ? 'DISTRICT' : 'APART';
}

/** Null where one of the two says nothing. */
function agree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean | null {
  if (a.size === 0 || b.size === 0) return null;
  return [...a].some((one) => b.has(one));
}
