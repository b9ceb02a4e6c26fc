import { type AsOf, recordedParam } from '../../as-of.ts';
import { toDateTime, toPoint } from '../../graph/values.ts';
import { FAR_FUTURE, FAR_PAST } from '../../standardise/value.ts';
import type { AskedArea } from '../areas/asked-area.ts';
import { coverShape } from '../place/cover-cells.ts';
import type { Shape } from '../place/shape.ts';
import type { Window } from './certainty.ts';

/** What records are asked about: those within a shape, those that mention one of some entities, or those in an area. */
export type PresenceSource =
  | { readonly of: 'shape'; readonly shape: Shape }
  | { readonly of: 'entities'; readonly entities: readonly string[] }
  | { readonly of: 'area'; readonly area: AskedArea };

/** Longest window, in milliseconds, in which a wide area is sought by time instead of place. */
const SHORT = 31 * 86_400_000;

/** The slots and parameters by which a statement finds the records of a source. */
export function seekOf(source: PresenceSource, asOf: AsOf, window: Window) {
  switch (source.of) {
    case 'shape':
      return seekShape(source.shape, asOf, window);
    case 'area':
      return seekArea(source.area, asOf);
    case 'entities':
      return seekEntities(source.entities, asOf);
  }
}

function seekEntities(entities: readonly string[], asOf: AsOf) {
  const isNow = asOf.recorded === null;
  return {
    slots: {
      find: isNow ? 'found-by-entity-now' : 'found-by-entity-as-of',
      inside: 'inside-any',
      sure: 'sure-any',
      distance: 'distance-none',
      refers: isNow ? 'refers-now' : 'refers-as-of',
    },
    params: { ...recordedParam(asOf), entities },
  } as const;
}

/** The same for records that say that they are in an area, or have a point in its shape. */
export function seekArea({ filings, ranges }: AskedArea, asOf: AsOf) {
  const isNow = asOf.recorded === null;
  return {
    slots: {
      find: isNow ? 'found-by-area-now' : 'found-by-area-as-of',
      inside: 'inside-any',
      sure: isNow ? 'sure-by-area-now' : 'sure-by-area-as-of',
      distance: 'distance-none',
      refers: isNow ? 'refers-now' : 'refers-as-of',
    },
    params: {
      ...recordedParam(asOf),
      filings: filings.map(({ key, from, to, sure }) => ({
        ...{ key, sure },
        from: toDateTime(from === -Infinity ? FAR_PAST : new Date(from).toISOString()),
        to: toDateTime(to === Infinity ? FAR_FUTURE : new Date(to).toISOString()),
      })),
      unstated: toDateTime(FAR_PAST),
      areaRanges: ranges,
    },
  } as const;
}

/** The same for records within a shape. */
export function seekShape(shape: Shape, asOf: AsOf, window: Window) {
  const isNow = asOf.recorded === null;
  const { center, radius, edges, west } = shape;
  const cover = coverShape(shape);
  return {
    slots: {
      find: findOf(cover.by, isNow, window),
      inside: 'inside-shape',
      sure: 'sure-any',
      distance: 'distance-measured',
      refers: isNow ? 'refers-now' : 'refers-as-of',
    },
    params: {
      ...recordedParam(asOf),
      ...(cover.by === 'cell' ? { cells: cover.cells } : { ranges: cover.ranges }),
      center: toPoint(center.longitude, center.latitude),
      radius,
      edges,
      west,
    },
  } as const;
}

function findOf(by: 'cell' | 'range', isNow: boolean, { since, until }: Window) {
  if (by === 'cell') return isNow ? 'found-by-cell-now' : 'found-by-cell-as-of';
  if (!isNow) return 'found-by-range-as-of';
  return until - since <= SHORT ? 'found-by-time-now' : 'found-by-range-now';
}

/** What tells one source from another. */
export function sourceKey(source: PresenceSource): unknown {
  switch (source.of) {
    case 'entities':
      return source.entities;
    case 'area':
      return [source.area.entry.code, source.area.year];
    case 'shape':
      return [source.shape.center, source.shape.radius, source.shape.edges];
  }
}
