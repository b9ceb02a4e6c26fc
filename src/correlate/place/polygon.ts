import { z } from 'zod';
import { bad } from '../check-input.ts';
import { type Edge, findCrossing, findOverlap, findSelfTouch } from './check-rings.ts';
import { distanceMeters, type Position } from './distance.ts';
import { checkPosition, FARTHEST, type Shape } from './shape.ts';

const Coordinates = z.array(z.array(z.array(z.number()).min(2)));
const Polygon = z.object({ type: z.literal('Polygon'), coordinates: Coordinates });
const MultiPolygon = z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Coordinates) });
const Geometry = z.union([Polygon, MultiPolygon]);
const GeoJson = z.union([Geometry, z.object({ type: z.literal('Feature'), geometry: Geometry })]);

const ARGUMENT = 'polygon';
const MOST_EDGES = 500;
/** Square degrees: a hundredth of a square meter, which is what rounding may leave of a ring that goes there and back. */
const LEAST_AREA = 1e-12;
/** A straight edge in degrees bends on the sphere: the circle around a polygon is that much larger. */
const SLACK = 1.02;
/** Farther from the equator than this a degree of longitude is too short to reckon on a plane. */
const POLAR = 75;
const METERS_PER_DEGREE = 111_320;
/** What reckoning on a plane may be off by, over the size of a city. */
const PLANE_ERROR = 1.1;

/**
 * Reads a GeoJSON Polygon or MultiPolygon (RFC 7946), also as the geometry of a Feature. Edges are straight in longitude and
 * latitude; what lies within an odd number of rings is inside. Throws BAD_INPUT: not one, a ring that is open, crosses or touches
 * itself or encloses nothing, parts that overlap, more than 500 edges, swapped coordinates, wider than a large city. An edge goes the
 * shorter way around the earth, over the antimeridian where that is shorter.
 */
export function readPolygon(input: unknown): Shape {
  const parsed = GeoJson.safeParse(input);
  if (!parsed.success)
    throw bad('polygon is not a GeoJSON Polygon, MultiPolygon or Feature of one', ARGUMENT);
  const geometry = parsed.data.type === 'Feature' ? parsed.data.geometry : parsed.data;
  const parts = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return toShape(readEdges(parts), ARGUMENT);
}

type Ring = readonly (readonly number[])[];

function readEdges(parts: readonly (readonly Ring[])[]): readonly Edge[] {
  const rings = parts.flat();
  if (rings.length === 0) throw bad('polygon has no ring', ARGUMENT);
  const count = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (count > MOST_EDGES) throw bad(`polygon has ${count} edges, more than ${MOST_EDGES}`, ARGUMENT);
  const start = rings[0]?.[0]?.[0] ?? 0;
  const read = parts.map((part) => part.map((ring) => readRing(ring, start)));
  const edges = read.flat(2);
  refuse('crosses itself', findCrossing(edges));
  for (const ring of read.flat()) refuse('touches itself', findSelfTouch(ring));
  if (read.flat().some((ring) => areaOf(ring) < LEAST_AREA))
    throw bad('a ring of the polygon encloses nothing', ARGUMENT);
  refuse('has parts that overlap', findOverlap(read.map((part) => part.flat())));
  const shift = edges.some(([ax]) => ax < -180) ? 360 : 0;
  return edges.map(([ax, ay, bx, by]) => [ax + shift, ay, bx + shift, by]);
}

function refuse(what: string, place: readonly [number, number] | null): void {
  if (place !== null)
    throw bad(`polygon ${what} near ${place.map((degrees) => degrees.toFixed(5)).join(', ')}`, ARGUMENT);
}

/** The edges of a ring; longitudes go on beyond 180° where it crosses the antimeridian. */
function readRing(ring: Ring, start: number): readonly Edge[] {
  const positions = ring.map(([longitude = Number.NaN, latitude = Number.NaN]) => ({ longitude, latitude }));
  for (const position of positions) checkPosition(position, ARGUMENT);
  const [first, last] = [positions[0], positions.at(-1)];
  if (first === undefined || last === undefined || positions.length < 4)
    throw bad('a ring of the polygon has fewer than four positions', ARGUMENT);
  if (first.longitude !== last.longitude || first.latitude !== last.latitude)
    throw bad('a ring of the polygon is open: its last position is not its first', ARGUMENT);
  let previous = start;
  const unwrapped = positions.map(({ longitude, latitude }) => {
    previous = longitude + 360 * Math.round((previous - longitude) / 360);
    return [previous, latitude] as const;
  });
  return unwrapped.slice(1).map(([bx, by], index) => {
    const [ax, ay] = unwrapped[index] ?? [bx, by];
    return [ax, ay, bx, by];
  });
}

/** Square degrees that a ring encloses. */
function areaOf(ring: readonly Edge[]): number {
  const [x, y] = ring[0] ?? [0, 0];
  return (
    Math.abs(ring.reduce((sum, [ax, ay, bx, by]) => sum + (ax - x) * (by - y) - (bx - x) * (ay - y), 0)) / 2
  );
}

/** What lies within some edges, whose longitudes go on beyond 180°. Throws BAD_INPUT where it is too wide. */
export function toShape(edges: readonly Edge[], argument: string): Shape {
  const xs = edges.map(([ax]) => ax);
  const ys = edges.map(([, ay]) => ay);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const center = { longitude: wrap((west + east) / 2), latitude: (south + north) / 2 };
  const corners = edges.map(([longitude, latitude]) => distanceMeters({ longitude, latitude }, center));
  const radius = Math.max(...corners) * SLACK;
  if (!(radius <= FARTHEST) || east - west > 180)
    throw bad(`${argument} reaches farther than ${FARTHEST} meters from its middle`, argument);
  const isFlat = Math.max(Math.abs(south), Math.abs(north)) < POLAR;
  return {
    center,
    radius,
    edges,
    west,
    mayReach: (position, reach) =>
      distanceMeters(position, center) <= radius + reach &&
      (!isFlat || isWithin(edges, west, position) || isNear(edges, west, position, reach * PLANE_ERROR)),
  };
}

function wrap(longitude: number): number {
  return longitude > 180 ? longitude - 360 : longitude;
}

function isWithin(edges: readonly Edge[], west: number, { longitude, latitude }: Position): boolean {
  const x = longitude < west ? longitude + 360 : longitude;
  let isOdd = false;
  for (const [ax, ay, bx, by] of edges)
    if (ay > latitude !== by > latitude && x < ((bx - ax) * (latitude - ay)) / (by - ay) + ax) isOdd = !isOdd;
  return isOdd;
}

function isNear(edges: readonly Edge[], west: number, position: Position, meters: number): boolean {
  const scale = Math.cos((position.latitude * Math.PI) / 180);
  // A position a little west of the shape is not one at its far east.
  const xs = [position.longitude, position.longitude + 360].filter((x) => x > west - 180);
  const reach = meters / METERS_PER_DEGREE;
  return xs.some((x) => edges.some((edge) => distanceToEdge(edge, x, position.latitude, scale) <= reach));
}

/** Distance in degrees of latitude. */
function distanceToEdge([ax, ay, bx, by]: Edge, x: number, y: number, scale: number): number {
  const [dx, dy] = [(bx - ax) * scale, by - ay];
  const [px, py] = [(x - ax) * scale, y - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / length));
  return Math.hypot(px - along * dx, py - along * dy);
}
