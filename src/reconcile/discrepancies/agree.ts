import { rereadInstant } from '../../standardise/instant.ts';
import type { Precision } from '../../standardise/value.ts';
import { sameOrganizationName, samePersonName } from './agree-names.ts';
import { sameAddress, sameArea } from './agree-places.ts';
import { type ComparedKind, toleranceOf } from './tolerances.ts';

/** One value as a department states it: standardised, beside what was written. */
export interface ComparedValue {
  readonly kind: ComparedKind;
  readonly value: string;
  readonly original: string;
}

/**
 * Whether two values of one kind say the same within the tolerance of the kind. Less said is no contradiction: a month agrees
 * with a day in it, a street with a house in it, a name with its pinyin. Symmetric. Pure.
 */
export function agree(left: ComparedValue, right: ComparedValue): boolean {
  if (left.value === right.value) return true;
  switch (left.kind) {
    case 'date':
      return sameDate(left.value, right.value, daysOf(left.kind));
    case 'instant':
      return sameInstant(left, right, daysOf(left.kind));
    case 'person-name':
      return samePersonName(left, right);
    case 'organization-name':
    case 'name':
      return sameOrganizationName(left, right);
    case 'address':
      return sameAddress(left, right);
    case 'area':
    case 'locality':
      return sameArea(left.value, right.value);
    case 'postcode':
      return left.value.startsWith(right.value) || right.value.startsWith(left.value);
    case 'number':
      return Number(left.value) === Number(right.value);
    case 'location':
      return metresApart(left.value, right.value) <= (toleranceOf(left.kind)?.metres ?? 0);
    case 'identifier':
    case 'gender':
    case 'age':
    case 'phone':
    case 'email':
    case 'code':
    case 'text':
      return false;
  }
}

const DAY = 86_400_000;

function daysOf(kind: ComparedKind): number {
  return toleranceOf(kind)?.days ?? 0;
}

/** Two dates of some precision: one of them may lie within the other. */
function sameDate(left: string, right: string, days: number): boolean {
  if (left.startsWith(right) || right.startsWith(left)) return true;
  const [one, other] = [spanOfDate(left), spanOfDate(right)];
  return one !== undefined && other !== undefined && gap(one, other) <= days * DAY;
}

type Span = readonly [from: number, to: number];

/** First moment of the first day and of the last day that a date may mean. */
function spanOfDate(date: string): Span | undefined {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map((digits) => (digits === undefined ? null : Number(digits)));
  if (year == null) return undefined;
  const from = Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (day != null) return [from, from];
  return [from, month == null ? Date.UTC(year, 11, 31) : Date.UTC(year, month, 0)];
}

function gap([from, to]: Span, [otherFrom, otherTo]: Span): number {
  return Math.max(0, otherFrom - to, from - otherTo);
}

const LENGTHS: Readonly<Record<Precision, number>> = {
  year: 366 * DAY,
  month: 31 * DAY,
  day: DAY,
  hour: 3_600_000,
  minute: 60_000,
  second: 0,
};

function sameInstant(left: ComparedValue, right: ComparedValue, days: number): boolean {
  const [one, other] = [spanOfInstant(left), spanOfInstant(right)];
  return one !== undefined && other !== undefined && gap(one, other) <= days * DAY;
}

/** An instant is kept as the first moment that its text may mean; how much longer it may be, the text says. */
function spanOfInstant(instant: ComparedValue): Span | undefined {
  const from = Date.parse(instant.value);
  if (Number.isNaN(from)) return undefined;
  return [from, from + LENGTHS[rereadInstant(instant)?.precision ?? 'second']];
}

const EARTH = 6_371_008.8;

/** Great-circle distance of two points in WGS-84 as `longitude,latitude` (haversine formula, mean radius of the earth). */
function metresApart(left: string, right: string): number {
  const [lng = 0, lat = 0] = inRadians(left);
  const [otherLng = 0, otherLat = 0] = inRadians(right);
  const half =
    Math.sin((otherLat - lat) / 2) ** 2 +
    Math.cos(lat) * Math.cos(otherLat) * Math.sin((otherLng - lng) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
}

function inRadians(point: string): readonly number[] {
  return point.split(',').map((degrees) => (Number(degrees) * Math.PI) / 180);
}
