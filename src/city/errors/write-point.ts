import { createRequire } from 'node:module';
import type { Wgs84Point } from '../world/geography.ts';
import type { ErrorDraw } from './error-draw.ts';

// The package's ESM entry has no named exports and its types describe the CommonJS one.
const gcoord: typeof import('gcoord').default = createRequire(import.meta.url)('gcoord');

/** Longitude and latitude as written; both '' when they are missing. */
export interface WrittenPoint {
  readonly longitude: string;
  readonly latitude: string;
}

/** How a point is written in a coordinate system: six digits (0.1 m), missing, (0,0), or some hundred metres off. */
export function writePoint(point: Wgs84Point, system: 'WGS-84' | 'GCJ-02', errors: ErrorDraw): WrittenPoint {
  if (errors.hits('pointMissing')) return { longitude: '', latitude: '' };
  if (errors.hits('pointZero')) return { longitude: '0', latitude: '0' };
  const off = errors.hits('pointShifted') ? 0.003 : 0.0001;
  const longitude = point.longitude + (errors.rng.unit() - 0.5) * off;
  const latitude = point.latitude + (errors.rng.unit() - 0.5) * off;
  const [x = longitude, y = latitude] =
    system === 'WGS-84'
      ? [longitude, latitude]
      : gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
  return { longitude: x.toFixed(6), latitude: y.toFixed(6) };
}
