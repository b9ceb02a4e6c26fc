import { RENAMED_STREETS, STREET_ENDINGS, STREET_STEMS } from '../names/streets.ts';
import { dayOf } from './days.ts';
import { DISTRICTS, type District } from './districts.ts';
import { get } from './weighted.ts';

/** A street of the invented city: straight, along a parallel or a meridian of its district. */
export interface Street {
  readonly index: number;
  readonly name: string;
  readonly former?: { readonly name: string; readonly until: number };
  readonly district: District;
  /** Streets that belonged to a district that is gone are the odd ones of its successor. */
  readonly odd: boolean;
  readonly eastWest: boolean;
  /** Its place among the streets of the same direction in its district. */
  readonly rank: number;
}

/** A flat or an office: the street and its number, then building, unit, floor and door. */
export interface Premises {
  readonly index: number;
  readonly street: Street;
  readonly number: number;
  readonly building: number;
  readonly unit: number;
  readonly room: number;
}

export interface Wgs84Point {
  readonly longitude: number;
  readonly latitude: number;
}

const STEMS = STREET_STEMS.split(' ');
const ROOMS = 72;
const STREET_SPACING = 0.0032;
const METRES_PER_NUMBER = 8;
const DEGREE_METRES = { longitude: 93_400, latitude: 110_900 };

function buildStreet(index: number): Street {
  const stem = get(STEMS, index % STEMS.length);
  const ending = (index * 7 + Math.floor(index / STEMS.length)) % STREET_ENDINGS.length;
  const rename = index < STEMS.length ? RENAMED_STREETS.find((street) => street.stem === stem) : undefined;
  const rank = Math.floor(index / DISTRICTS.length);
  return {
    index,
    name: stem + get(STREET_ENDINGS, ending),
    ...(rename === undefined ? {} : { former: { name: rename.former, until: dayOf(rename.on) } }),
    district: get(DISTRICTS, index % DISTRICTS.length),
    odd: rank % 2 === 1,
    eastWest: rank % 4 < 2,
    rank: Math.floor(rank / 4) * 2 + (rank % 2),
  };
}

/** Streets and premises of a city. `premises` are numbered; the number alone says where they are. */
export class Geography {
  readonly streets: readonly Street[];
  readonly #compounds: number;
  readonly #crossing: readonly (readonly Street[])[];

  constructor(premises: number) {
    this.streets = Array.from({ length: Math.min(240, Math.max(64, Math.ceil(premises / 60))) }, (_, i) =>
      buildStreet(i),
    );
    this.#crossing = this.streets.map((street) =>
      this.streets.filter(
        (other) => other.district === street.district && other.eastWest !== street.eastWest,
      ),
    );
    this.#compounds = Math.max(6, Math.ceil(premises / this.streets.length / 40));
  }

  premises(index: number): Premises {
    const street = get(this.streets, index % this.streets.length);
    const rest = Math.floor(index / this.streets.length);
    // 29 and 72 share no factor, so the doors of one compound stay distinct and do not fill up in order.
    const door = (Math.floor(rest / this.#compounds) * 29 + street.index) % ROOMS;
    return {
      index,
      street,
      number: this.number(street, rest % this.#compounds),
      building: 1 + Math.floor(door / 24),
      unit: 1 + (Math.floor(door / 12) % 2),
      room: (1 + (Math.floor(door / 2) % 6)) * 100 + 1 + (door % 2),
    };
  }

  /** House number of a compound: `compound` below {@link Geography.compounds}. */
  number(street: Street, compound: number): number {
    return 1 + compound * 5 + (street.index % 5);
  }

  get compounds(): number {
    return this.#compounds;
  }

  /** Point in front of a house number. */
  pointAt(street: Street, number: number): Wgs84Point {
    const along = number * METRES_PER_NUMBER;
    const across = (street.rank + 1) * STREET_SPACING;
    const { west, south } = street.district;
    return street.eastWest
      ? { longitude: west + along / DEGREE_METRES.longitude, latitude: south + across }
      : { longitude: west + across, latitude: south + along / DEGREE_METRES.latitude };
  }

  /** Point where two streets of one district and different direction meet. */
  junctionPoint(a: Street, b: Street): Wgs84Point {
    const [parallel, meridian] = a.eastWest ? [a, b] : [b, a];
    return {
      longitude: a.district.west + (meridian.rank + 1) * STREET_SPACING,
      latitude: a.district.south + (parallel.rank + 1) * STREET_SPACING,
    };
  }

  /** A street that crosses the given one. */
  crossing(street: Street, choice: number): Street {
    const others = get(this.#crossing, street.index);
    return get(others, choice % others.length);
  }
}

/** Name of a street on a day: the former one before it was renamed. */
export function streetName(street: Street, day: number): string {
  return street.former !== undefined && day < street.former.until ? street.former.name : street.name;
}

/** Name of the district that a street lay in on a day. */
export function districtName(street: Street, day: number): string {
  const former = street.district.former;
  if (former === undefined || day >= former.until) return street.district.name;
  return former.allStreets || street.odd ? former.name : street.district.name;
}
