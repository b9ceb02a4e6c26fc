import type { Atom, ComparisonKind } from './comparison.ts';

/** Cells of about 200 m, in which and beside which points are candidates. */
const CELL = 0.002;
const METRES_PER_DEGREE = 111_320;

/** The distance in metres between where two mentions are. */
export const POINT: ComparisonKind = {
  name: 'point',
  takes: [],
  perAttribute: false,
  features: { longitude: 'real', latitude: 'real' },
  terms: [],
  read: ({ point }) =>
    point === undefined ? null : { longitude: point.longitude, latitude: point.latitude },
  comparable: (column) =>
    `${column('l', 'longitude')} IS NOT NULL AND ${column('r', 'longitude')} IS NOT NULL`,
  measures: [
    {
      name: 'metres',
      type: 'real',
      sql: (column) => {
        const x = `(${column('l', 'longitude')} - ${column('r', 'longitude')}) * cos(radians(${column('l', 'latitude')}))`;
        const y = `(${column('l', 'latitude')} - ${column('r', 'latitude')})`;
        return `sqrt(${x} * ${x} + ${y} * ${y}) * ${METRES_PER_DEGREE}`;
      },
    },
  ],
  levels: [
    ...[10, 25, 50, 100, 200, 500, 2_000].map((metres) => ({
      label: `within ${metres} m`,
      when: (m: (name: string) => string) => `${m('metres')} <= ${metres}`,
      ...(metres === 10 ? { whole: true as const } : {}),
    })),
    { label: 'further apart', when: () => 'true' },
  ],
  relatives: 'shared',
  shared: null,
  atoms: ({ longitude, latitude }): readonly Atom[] => {
    if (typeof longitude !== 'number' || typeof latitude !== 'number') return [];
    const [x, y] = [longitude / CELL, latitude / CELL];
    // Two grids, half a cell apart: what lies across the border of the one lies within a cell of the other.
    return [0, 0.5].map((shift) => ({
      family: 'point',
      text: `pt${shift}:${Math.floor(x + shift)},${Math.floor(y + shift)}`,
    }));
  },
};
