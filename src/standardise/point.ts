import { createRequire } from 'node:module';
import { cleanText } from './clean-text.ts';
import type { CoordinateSystem, StandardPoint } from './value.ts';

// gcoord is CommonJS whose types describe an ES module's default; requiring it gives what really is there.
const gcoord: typeof import('gcoord').default = createRequire(import.meta.url)('gcoord');

const DEGREES = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
/** Seven decimals are a centimetre; more is noise of the conversion. */
const CONVERTED_DECIMALS = 7;

/**
 * A point in WGS-84 from two texts in decimal degrees of the declared system; the originals stay. Nothing is guessed:
 * swapped axes are not turned round, and unreadable, zero or impossible degrees come back flagged, unconverted.
 * Null when both texts are blank.
 * Source: the obfuscation of GCJ-02 and BD-09 as implemented by gcoord.
 */
export function standardisePoint(
  longitude: string,
  latitude: string,
  system: CoordinateSystem,
): StandardPoint | null {
  const [x, y] = [cleanText(longitude), cleanText(latitude)];
  if (x === '' && y === '') return null;
  const given = { originalLongitude: longitude, originalLatitude: latitude, coordinateSystem: system };
  if (!DEGREES.test(x) || !DEGREES.test(y))
    return { ...given, longitude: 0, latitude: 0, flags: ['invalid-format'] };
  const [lng, lat] = [Number(x), Number(y)];
  const origin = Math.abs(lng) < 1e-6 && Math.abs(lat) < 1e-6;
  if (origin || Math.abs(lng) > 180 || Math.abs(lat) > 90) {
    return { ...given, longitude: finite(lng), latitude: finite(lat), flags: ['out-of-range'] };
  }
  const [east, north] = toWgs84(lng, lat, system);
  return { ...given, longitude: east, latitude: north, flags: [] };
}

function finite(degrees: number): number {
  return Number.isFinite(degrees) ? degrees : 0;
}

function toWgs84(lng: number, lat: number, system: CoordinateSystem): readonly [number, number] {
  switch (system) {
    case 'WGS-84':
      return [lng, lat];
    case 'GCJ-02':
      return rounded(gcoord.transform([lng, lat], gcoord.GCJ02, gcoord.WGS84));
    case 'BD-09':
      return rounded(gcoord.transform([lng, lat], gcoord.BD09, gcoord.WGS84));
  }
}

function rounded(position: readonly number[]): readonly [number, number] {
  const round = (degrees: number | undefined): number => Number((degrees ?? 0).toFixed(CONVERTED_DECIMALS));
  return [round(position[0]), round(position[1])];
}
