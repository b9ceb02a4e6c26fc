import { cellToBoundary, isValidCell } from 'h3-js';
import type { ExportHead } from './export-head.ts';
import { type ExportContent, isList, isObject, type Json, type JsonObject } from './list-items.ts';

/** How deep a place is looked for within an item. */
const DEEPEST = 5;

/**
 * An export as a GeoJSON FeatureCollection (RFC 7946): an item is a feature where the first place in it is, a point by `longitude` and
 * `latitude` or the outline of an H3 `cell`; what names no place is a feature without geometry. The question is the member `jingwei`. Pure.
 */
export function writeGeojson(head: ExportHead, { items, beside }: ExportContent): string {
  return `${JSON.stringify({
    type: 'FeatureCollection',
    jingwei: { ...head, beside },
    features: items.map(({ root, list, item }) => ({
      type: 'Feature',
      geometry: findGeometry([item], DEEPEST),
      properties: { root, list, ...(isObject(item) ? item : { value: item }) },
    })),
  })}\n`;
}

/** Level by level, so that an item's own place comes before those of what it holds. */
function findGeometry(level: readonly Json[], deepest: number): JsonObject | null {
  for (const value of level) {
    const found = isObject(value) ? geometryOf(value) : null;
    if (found !== null) return found;
  }
  const next = level.flatMap((value) =>
    isObject(value) ? Object.values(value) : isList(value) ? value : [],
  );
  return deepest === 0 || next.length === 0 ? null : findGeometry(next, deepest - 1);
}

function geometryOf({ longitude, latitude, cell }: JsonObject): JsonObject | null {
  if (typeof longitude === 'number' && typeof latitude === 'number')
    return { type: 'Point', coordinates: [longitude, latitude] };
  if (typeof cell !== 'string' || !isValidCell(cell)) return null;
  const ring = cellToBoundary(cell, true);
  // Counterclockwise and closed; east of 180° it goes on, so that it is one shape.
  const west = Math.min(...ring.map(([x = 0]) => x));
  const east = Math.max(...ring.map(([x = 0]) => x));
  const whole = east - west > 180 ? ring.map(([x = 0, y = 0]) => [x < 0 ? x + 360 : x, y]) : ring;
  return { type: 'Polygon', coordinates: [whole] };
}
