import { type AsOf, recordedParam } from '../../as-of.ts';
import { toPoint } from '../../graph/values.ts';
import { coverShape } from '../place/cover-cells.ts';
import type { Shape } from '../place/shape.ts';
import type { Window } from './certainty.ts';

/** What records are asked about: those within a shape, or those that mention one of some entities. */
export type PresenceSource =
  | { readonly of: 'shape'; readonly shape: Shape }
  | { readonly of: 'entities'; readonly entities: readonly string[] };

/** Longest window, in milliseconds, in which a wide area is sought by time instead of place. */
const SHORT = 31 * 86_400_000;

/** The slots and parameters by which a statement finds the records of a source. */
export function seekOf(source: PresenceSource, asOf: AsOf, window: Window) {
  if (source.of === 'shape') return seekShape(source.shape, asOf, window);
  const isNow = asOf.recorded === null;
  return {
    slots: {
      find: isNow ? 'found-by-entity-now' : 'found-by-entity-as-of',
      inside: 'inside-any',
      distance: 'distance-none',
      refers: isNow ? 'refers-now' : 'refers-as-of',
    },
    params: { ...recordedParam(asOf), entities: source.entities },
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
  return source.of === 'entities'
    ? source.entities
    : [source.shape.center, source.shape.radius, source.shape.edges];
}
