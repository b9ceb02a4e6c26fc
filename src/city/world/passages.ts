import { TODAY } from './days.ts';
import { type Fleet, ownershipOn, type Vehicle } from './fleet.ts';
import type { Geography, Wgs84Point } from './geography.ts';
import { Rng } from './rng.ts';
import { get } from './weighted.ts';

/** A camera over a crossing. */
export interface Gate {
  readonly number: string;
  readonly point: Wgs84Point;
}

/** A vehicle passes a gate; `second` is the second of the day in local time. */
export interface Passage {
  readonly vehicle: Vehicle;
  readonly gate: Gate;
  readonly day: number;
  readonly second: number;
}

/** Two vehicles that travel together, or that pass one gate at the same hour and know nothing of each other. */
export interface VehiclePair {
  readonly kind: 'companion' | 'regular';
  readonly a: number;
  readonly b: number;
}

const DAYS = 150;
export const FIRST_PASSAGE = TODAY - DAYS;
/** Passages of nobody in particular, for each person. */
const PER_PERSON = 1;
/** One pair of companions and one group of commuters for so many persons. */
const PERSONS_PER_GROUP = 250;
const COMMUTERS = 5;
const COMMUTE_DAYS = 40;
/** Everybody of a group passes within that many seconds. */
const COMMUTE_SPREAD = 1_200;
const HOUR = 3_600;

/**
 * What the gates see: vehicles by chance; groups of commuters, each at its gate at its hour on working days; and pairs that
 * travel together, of whom the first commutes too. Numbered: first those by chance, then group by group.
 */
export class Passages {
  readonly count: number;
  readonly groups: number;
  readonly #byChance: number;
  readonly #fleet: Fleet;
  readonly #gates: readonly Gate[];
  readonly #rng: Rng;
  readonly #members: Rng;

  constructor(seed: number, persons: number, fleet: Fleet, geography: Geography) {
    this.#byChance = persons * PER_PERSON;
    this.groups = Math.max(1, Math.floor(persons / PERSONS_PER_GROUP));
    this.count = this.#byChance + this.groups;
    this.#fleet = fleet;
    this.#rng = new Rng(seed, 'passage');
    this.#members = new Rng(seed, 'passage-group');
    this.#gates = Array.from({ length: Math.min(60, Math.max(12, Math.ceil(persons / 500))) }, (_, index) => {
      const street = get(geography.streets, (index * 5) % geography.streets.length);
      const point = geography.junctionPoint(street, geography.crossing(street, index));
      return { number: `KK${String(index + 1).padStart(4, '0')}`, point };
    });
  }

  passages(index: number): readonly Passage[] {
    return index < this.#byChance ? this.#chance(index) : this.#group(index - this.#byChance);
  }

  /** Who belongs together in truth, and who only looks as if. */
  pairs(group: number): readonly VehiclePair[] {
    const { commuters, companion } = this.#membersOf(group);
    const [first, ...others] = commuters;
    if (first === undefined) return [];
    return [
      ...(companion === undefined
        ? []
        : [{ kind: 'companion' as const, a: first.index, b: companion.index }]),
      ...others.map(({ index }) => ({ kind: 'regular' as const, a: first.index, b: index })),
    ];
  }

  #chance(index: number): readonly Passage[] {
    const rng = this.#rng.at(index);
    const day = FIRST_PASSAGE + rng.below(DAYS);
    const second = (6 + rng.below(17)) * HOUR + rng.below(HOUR);
    const gate = get(this.#gates, rng.below(this.#gates.length));
    const vehicle = this.#vehicle(rng);
    return vehicle === undefined ? [] : [{ vehicle, gate, day, second }];
  }

  #group(group: number): readonly Passage[] {
    const { commuters, companion } = this.#membersOf(group);
    const rng = this.#rng.at(this.#byChance + group);
    const home = get(this.#gates, rng.below(this.#gates.length));
    const hour = 6 * HOUR + rng.below(3 * HOUR);
    const made: Passage[] = [];
    for (let day = FIRST_PASSAGE, commuted = 0; day < TODAY && commuted < COMMUTE_DAYS; day++) {
      // 1970-01-01 was a Thursday.
      if ((day + 3) % 7 >= 5) continue;
      commuted += 1;
      for (const vehicle of commuters)
        made.push({ vehicle, gate: home, day, second: hour + rng.below(COMMUTE_SPREAD) });
    }
    const [first] = commuters;
    if (first === undefined || companion === undefined) return made;
    const trips = rng.between(6, 12);
    for (let trip = 0; trip < trips; trip++) {
      const day = FIRST_PASSAGE + rng.below(DAYS);
      let second = 9 * HOUR + rng.below(10 * HOUR);
      for (let stop = rng.between(2, 3); stop > 0; stop--) {
        const gate = get(this.#gates, rng.below(this.#gates.length));
        made.push({ vehicle: first, gate, day, second });
        made.push({ vehicle: companion, gate, day, second: second + rng.between(5, 90) });
        second += rng.between(600, 1_800);
      }
    }
    return made;
  }

  #membersOf(group: number): {
    readonly commuters: readonly Vehicle[];
    readonly companion: Vehicle | undefined;
  } {
    const rng = this.#members.at(group);
    const chosen = new Map<number, Vehicle>();
    for (let tries = 0; tries < 60 && chosen.size <= COMMUTERS; tries++) {
      const vehicle = this.#vehicle(rng);
      if (vehicle !== undefined) chosen.set(vehicle.index, vehicle);
    }
    const all = [...chosen.values()];
    return { commuters: all.slice(0, COMMUTERS), companion: all[COMMUTERS] };
  }

  /** One that is on the road all the while. */
  #vehicle(rng: Rng): Vehicle | undefined {
    for (let tries = 0; tries < 12; tries++) {
      const vehicle = this.#fleet.vehicle(rng.below(this.#fleet.count));
      const isOnRoad =
        ownershipOn(vehicle, FIRST_PASSAGE) !== undefined && ownershipOn(vehicle, TODAY) !== undefined;
      if (isOnRoad) return vehicle;
    }
    return undefined;
  }
}
