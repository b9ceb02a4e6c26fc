import fc from 'fast-check';
import { latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { readBounds } from '../../src/correlate/place/bounds.ts';
import { coverShape } from '../../src/correlate/place/cover-cells.ts';
import { distanceMeters, type Position } from '../../src/correlate/place/distance.ts';
import { readPolygon } from '../../src/correlate/place/polygon.ts';
import { type Shape, toCircle } from '../../src/correlate/place/shape.ts';
import { JingweiError } from '../../src/errors.ts';
import { runs, windingNumber, wrap } from './oracle.ts';

const position = fc.record({
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
});
/** Where spheres go wrong: the antimeridian, the poles, and one of H3's pentagons. */
const corner = fc.constantFrom<Position>(
  { longitude: 180, latitude: 12 },
  { longitude: -179.9999, latitude: -17 },
  { longitude: 40, latitude: 89.99 },
  { longitude: 10.536, latitude: 64.7 },
  { longitude: 0, latitude: 0 },
);
const anywhere = fc.oneof(position, corner);
const radius = fc.oneof(
  fc.double({ min: 0, max: 3_000, noNaN: true }),
  fc.double({ min: 3_000, max: 100_000, noNaN: true }),
);

describe('the cells of a circle', () => {
  it('hold every position within it', () => {
    fc.assert(
      fc.property(
        anywhere,
        radius,
        fc.double({ min: 0, max: 360, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (center, meters, bearing, share) => {
          const there = travel(center, bearing, meters * Math.sqrt(share));
          if (distanceMeters(there, center) > meters) return;
          expect(isCovered(toCircle(center, meters), there)).toBe(true);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('are few enough to be sought one by one', () => {
    for (const meters of [0, 50, 500, 3_000, 3_001, 20_000, 100_000]) {
      const cover = coverShape(toCircle({ longitude: 121.5, latitude: 31.2 }, meters));
      expect(cover.by === 'cell' ? cover.cells.length : cover.ranges.length).toBeLessThan(700);
    }
  });
});

describe('the cells of a polygon', () => {
  it('hold every position within it', () => {
    const corners = fc.array(
      fc.tuple(fc.double({ min: 0.6, max: 1, noNaN: true }), fc.double({ min: 0.1, max: 1, noNaN: true })),
      { minLength: 3, maxLength: 12 },
    );
    const middle = fc.record({
      longitude: fc.oneof(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.constantFrom(180, -180, 179.995),
      ),
      latitude: fc.double({ min: -70, max: 70, noNaN: true }),
    });
    fc.assert(
      fc.property(
        middle,
        fc.double({ min: 0.002, max: 0.4, noNaN: true }),
        corners,
        fc.array(
          fc.tuple(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true })),
          { minLength: 20, maxLength: 20 },
        ),
        (center, size, spokes, tries) => {
          const ring = star(center, size, spokes);
          const shape = readPolygon({ type: 'Polygon', coordinates: [ring] });
          for (const [x, y] of tries) {
            const there = {
              longitude: wrap(center.longitude + x * size),
              latitude: center.latitude + y * size,
            };
            if (windingNumber(ring, there) !== 0) expect(isCovered(shape, there)).toBe(true);
          }
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe('what is no place', () => {
  const square = [
    [121, 31],
    [121.1, 31],
    [121.1, 31.1],
    [121, 31.1],
    [121, 31],
  ];
  it.each([
    [
      'a polygon that crosses itself',
      [
        [121, 31],
        [121.1, 31.1],
        [121.1, 31],
        [121, 31.1],
        [121, 31],
      ],
      /crosses itself/,
    ],
    [
      'a bow tie whose knot is a corner',
      [
        [121, 31],
        [121.05, 31.05],
        [121.1, 31.1],
        [121.1, 31],
        [121.05, 31.05],
        [121, 31.1],
        [121, 31],
      ],
      /touches itself/,
    ],
    [
      'a corner upon an edge',
      [
        [121, 31],
        [121.1, 31],
        [121.1, 31.1],
        [121.05, 31],
        [121, 31.1],
        [121, 31],
      ],
      /touches itself/,
    ],
    ['swapped longitude and latitude', square.map(([x = 0, y = 0]) => [y, x]), /swapped/],
    ['an open ring', square.slice(0, 4), /open/],
    [
      'two corners',
      [
        [121, 31],
        [121.1, 31],
        [121, 31],
      ],
      /fewer than four/,
    ],
    ['one position four times', Array.from({ length: 4 }, () => [121, 31]), /encloses nothing/],
    [
      'there and back',
      [
        [121, 31],
        [121.1, 31.1],
        [121, 31],
        [121, 31],
      ],
      /encloses nothing/,
    ],
    [
      'once around the earth',
      [
        [-180, -17.1],
        [180, -17.1],
        [180, -16.9],
        [-180, -16.9],
        [-180, -17.1],
      ],
      /encloses nothing/,
    ],
    [
      'a continent',
      [
        [80, 20],
        [130, 20],
        [130, 50],
        [80, 50],
        [80, 20],
      ],
      /farther than/,
    ],
  ])('is refused: %s', (_, ring, reason) => {
    expect(reasonOf(() => readPolygon({ type: 'Polygon', coordinates: [ring] }))).toMatch(reason);
  });

  const box = (west: number, south: number, east: number, north: number) => [
    [
      [west, south],
      [east, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
  it.each([
    ['one part twice', box(121, 31, 121.1, 31.1)],
    ['a part within another', box(121.02, 31.02, 121.05, 31.05)],
    ['its own west half', box(121, 31, 121.05, 31.1)],
    ['a part of it and more', box(120.9, 31, 121.05, 31.1)],
  ])('is refused: %s', (_, part) => {
    const coordinates = [box(121, 31, 121.1, 31.1), part];
    expect(reasonOf(() => readPolygon({ type: 'MultiPolygon', coordinates }))).toMatch(/overlap|crosses/);
  });

  it('may have parts that share a border, a part in the hole of another, and a position twice in a row', () => {
    const [ring = []] = box(121, 31, 121.1, 31.1);
    const [hole = []] = box(121.02, 31.02, 121.05, 31.05);
    for (const parts of [
      [[ring], box(121.1, 31, 121.2, 31.1), box(121, 31.1, 121.15, 31.2)],
      [[ring, hole], [hole]],
      [[ring, hole], box(121.03, 31.03, 121.04, 31.04)],
    ])
      expect(readPolygon({ type: 'MultiPolygon', coordinates: parts }).edges?.length).toBeGreaterThan(8);
  });

  it.each([
    [{ type: 'Point', coordinates: [1, 2] }],
    ['POLYGON((1 1))'],
    [null],
    [{ type: 'Polygon', coordinates: [] }],
  ])('is refused: %j', (input) => {
    expect(reasonOf(() => readPolygon(input))).toMatch(/is not a GeoJSON|no ring/);
  });

  it('may be a box from west to east, over the antimeridian where west is the larger', () => {
    const narrow = { south: -17.1, north: -16.9 };
    const over = readBounds({ west: 179.95, east: -179.95, ...narrow });
    expect(over.center.longitude).toBeCloseTo(180, 9);
    expect(over.west).toBe(179.95);
    expect(over.radius).toBeLessThan(20_000);
    for (const [west, east] of [
      [-179.95, 179.95],
      [-180, 180],
      [-100, 100],
      [100, -100.5],
    ] as const)
      expect(reasonOf(() => readBounds({ west, east, ...narrow }))).toMatch(/^bounds reaches? farther/);
    expect(reasonOf(() => readBounds({ west: 1, east: 1, ...narrow }))).toMatch(/hold nothing/);
    expect(reasonOf(() => readBounds({ west: 31, south: 121, east: 32, north: 122 }))).toMatch(/swapped/);
  });

  it('is refused with more than 500 edges', () => {
    const ring = Array.from({ length: 600 }, (_, index) => [
      121 + Math.cos(index / 95.5) / 10,
      31 + Math.sin(index / 95.5) / 10,
    ]);
    expect(reasonOf(() => readPolygon({ type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] }))).toMatch(
      /more than 500/,
    );
  });

  it.each([
    [{ longitude: 31.2, latitude: 121.5 }, 10, /swapped/],
    [{ longitude: 181, latitude: 0 }, 10, /longitude/],
    [{ longitude: 0, latitude: 0 }, -1, /radiusMeters/],
    [{ longitude: 0, latitude: 0 }, 5_000_000, /radiusMeters/],
    [{ longitude: Number.NaN, latitude: 0 }, 5, /longitude/],
  ])('is refused: a circle around %j of %d m', (center, meters, reason) => {
    expect(reasonOf(() => toCircle(center, meters))).toMatch(reason);
  });
});

function isCovered(shape: Shape, { latitude, longitude }: Position): boolean {
  const cell = latLngToCell(latitude, longitude, 9);
  const cover = coverShape(shape);
  if (cover.by === 'cell') return cover.cells.includes(cell);
  return cover.ranges.some(({ cellFrom, cellTo }) => cell >= cellFrom && cell <= cellTo);
}

/** Where one comes to from a position over the sphere. */
function travel({ longitude, latitude }: Position, bearing: number, meters: number): Position {
  const [angle, course, phi] = [meters / 6_378_140, (bearing * Math.PI) / 180, (latitude * Math.PI) / 180];
  const to = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(course));
  const turn = Math.atan2(
    Math.sin(course) * Math.sin(angle) * Math.cos(phi),
    Math.cos(angle) - Math.sin(phi) * Math.sin(to),
  );
  return { longitude: wrap(longitude + (turn * 180) / Math.PI), latitude: (to * 180) / Math.PI };
}

/** A ring around its middle: it never crosses itself. */
function star(center: Position, size: number, spokes: readonly (readonly [number, number])[]): number[][] {
  const total = spokes.reduce((sum, [turn]) => sum + turn, 0);
  let angle = 0;
  const ring = spokes.map(([turn, length]) => {
    angle += (turn / total) * 2 * Math.PI;
    return [
      wrap(center.longitude + Math.cos(angle) * length * size),
      center.latitude + Math.sin(angle) * length * size,
    ];
  });
  return [...ring, ring[0] ?? []];
}

function reasonOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof JingweiError && error.code === 'BAD_INPUT') return error.message;
    throw error;
  }
  return 'accepted';
}
