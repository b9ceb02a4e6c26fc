import type { Model } from '../../src/resolve/engine/model.ts';
import { arcMeters } from './oracle.ts';
import type { Happening } from './watched-town.ts';

/** An event with its place in parts, as the test that wrote its address knows them. */
export interface Happened extends Happening {
  readonly district: string | null;
  readonly street: string | null;
}

const MINUTE = 60_000;

/** How two places agree, by the rules that the documentation states. */
function placeOf(a: Happened, b: Happened): string {
  if (a.longitude !== null && a.latitude !== null && b.longitude !== null && b.latitude !== null) {
    const meters = arcMeters(
      { longitude: a.longitude, latitude: a.latitude },
      { longitude: b.longitude, latitude: b.latitude },
    );
    if (meters <= 300) return 'AT';
    return meters <= 1500 ? 'CLOSE' : 'FAR';
  }
  const inBoth = a.district !== null && b.district !== null;
  const isSame = inBoth && a.district === b.district;
  if (a.street !== null && b.street !== null) {
    if (a.street === b.street) return inBoth && !isSame ? 'STREET_RENAMED' : 'STREET';
    return isSame ? 'OTHER_STREET' : 'ELSEWHERE';
  }
  if (inBoth) return isSame ? 'DISTRICT' : 'OTHER_DISTRICT';
  return 'UNKNOWN';
}

/** What a shared value counts for beyond what its level expects; information is kept in sixteenths of a bit. */
function addedBits(
  { slope, frequencies }: Model['comparisons'][number],
  dictionary: string,
  text: string,
  expected: number,
): number {
  const known = frequencies[dictionary];
  const bits = known?.bits.find(([one]) => one === text)?.[1] ?? known?.rarest ?? 0;
  const sixteenths = Math.round(bits * 16);
  return sixteenths > 0 ? slope * (sixteenths / 16 - expected) : 0;
}

/** The bits that an event and another one are one happening, summed by hand from what was learned; null where they begin too far apart. */
export function occasionBits(model: Model, event: Happened, other: Happened): number | null {
  // Who states no more than a month does not say when it was.
  if (event.at.length < 16 || other.at.length < 16) return null;
  const minutes = (Date.parse(`${other.at}Z`) - Date.parse(`${event.at}Z`)) / MINUTE;
  if (minutes < -30 || minutes >= 60) return null;
  let bits = model.startBits;
  for (const comparison of model.comparisons) {
    const bitsOf = (label: string) =>
      comparison.levels.find((level) => level.label === label) ?? {
        bits: Number.NaN,
        expectedBits: Number.NaN,
      };
    if (comparison.kind === 'beginning') {
      const borders = [-30, -10, 0, 15, 30, 60];
      const at = borders.findLastIndex((border) => border <= minutes);
      bits += bitsOf(`${borders[at]} to ${borders[at + 1]} minutes`).bits;
    } else if (comparison.kind === 'whereabouts') {
      const place = placeOf(event, other);
      const { bits: own, expectedBits } = bitsOf(place);
      bits += own;
      if ((place === 'DISTRICT' || place === 'OTHER_STREET') && other.district !== null)
        bits += addedBits(comparison, 'district', other.district, expectedBits);
    } else
      bits +=
        bitsOf('stated').bits + addedBits(comparison, 'value', other.what, bitsOf('stated').expectedBits);
  }
  return bits;
}
