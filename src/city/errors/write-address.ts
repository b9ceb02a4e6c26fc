import type { RoadSite } from '../world/accident.ts';
import { TODAY } from '../world/days.ts';
import { CITY, PROVINCE } from '../world/districts.ts';
import { districtName, type Premises, type Street, streetName } from '../world/geography.ts';
import type { Stay } from '../world/population.ts';
import type { ErrorDraw } from './error-draw.ts';
import { toFullWidth, withHomophone } from './han-spelling.ts';

/** `full` begins with the province, `city` with the city, `district` with the district. */
export type AddressStyle = 'full' | 'city' | 'district';

const DIGITS = '〇一二三四五六七八九';

/** 1-999 in Chinese numerals, e.g. 128 → 一百二十八. */
function toChineseNumber(value: number): string {
  const digit = (n: number) => DIGITS.charAt(n);
  const hundreds = Math.floor(value / 100);
  const tens = Math.floor(value / 10) % 10;
  const ones = value % 10;
  if (value < 10) return digit(value);
  const head = hundreds > 0 ? `${digit(hundreds)}百` : '';
  const middle =
    tens > 0
      ? tens === 1 && hundreds === 0
        ? '十'
        : `${digit(tens)}十`
      : hundreds > 0 && ones > 0
        ? '零'
        : '';
  return head + middle + (ones > 0 ? digit(ones) : '');
}

interface Written {
  readonly area: string;
  readonly street: string;
  readonly number: (value: number) => string;
}

/** The errors that a flat's address and a place on the road share. */
function writeParts(street: Street, day: number, style: AddressStyle, errors: ErrorDraw): Written {
  const oldNames =
    (street.former !== undefined || street.district.former !== undefined) && errors.hits('addressOldNames');
  const namedOn = oldNames ? 0 : day;
  const district = districtName(street, namedOn);
  const head = style === 'full' ? PROVINCE + CITY : style === 'city' ? CITY : '';
  const area = errors.hits('addressShort') ? (errors.rng.chance(0.5) ? '' : district) : head + district;
  const name = streetName(street, namedOn);
  const written = errors.hits('addressTypo')
    ? (withHomophone(name.slice(0, 2), errors.rng) ?? '') + name.slice(2)
    : name;
  const parts = (on: number) => (area === '' ? '' : districtName(street, on)) + streetName(street, on);
  const stated = (area === '' ? '' : district) + written;
  if (stated !== parts(day)) errors.mistake('address', parts(day), stated);
  else if (stated !== parts(TODAY)) errors.mistake('address', '', stated);
  const numerals = errors.hits('addressNumerals') ? (errors.rng.chance(0.5) ? 'han' : 'wide') : 'plain';
  const number = (value: number) =>
    numerals === 'plain'
      ? String(value)
      : numerals === 'wide'
        ? toFullWidth(String(value))
        : toChineseNumber(value);
  return { area, street: written, number };
}

/** Address of a flat or office with the names of a day. `compact` writes 3-2-501 for building 3, unit 2, room 501. */
export function writeAddress(
  premises: Premises,
  day: number,
  style: AddressStyle,
  errors: ErrorDraw,
  compact = false,
): string {
  if (errors.hits('addressMissing')) return '';
  const { area, street, number } = writeParts(premises.street, day, style, errors);
  const rooms = compact
    ? `${premises.building}-${premises.unit}-${premises.room}`
    : `${premises.building}栋${premises.unit}单元${premises.room}室`;
  return `${area}${street}${number(premises.number)}号${rooms}`;
}

/** A place on the road: `海棠路与文昌街路口` or `海棠路128号门前`. */
export function writeRoadSite(site: RoadSite, day: number, style: AddressStyle, errors: ErrorDraw): string {
  const { area, street, number } = writeParts(site.street, day, style, errors);
  if (site.crossing !== null) return `${area}${street}与${streetName(site.crossing, day)}路口`;
  return `${area}${street}${number(site.number)}号门前`;
}

/** Notes the address of a home as wrong that is stated to hold longer than the home did, and gives it. */
export function noteOutdated(
  errors: ErrorDraw,
  stay: Pick<Stay, 'to'>,
  until: number,
  address: string,
): string {
  if (address !== '' && stay.to !== null && stay.to < until) errors.mistake('address', '', address);
  return address;
}
