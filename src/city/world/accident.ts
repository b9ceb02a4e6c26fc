import { dayOf, TODAY } from './days.ts';
import { type Fleet, ownershipOn, type Vehicle } from './fleet.ts';
import type { Geography, Street, Wgs84Point } from './geography.ts';
import type { Person } from './person.ts';
import type { Population } from './population.ts';
import { Rng } from './rng.ts';
import { get, parseWeighted, Weighted } from './weighted.ts';

/** Where something happened on the road: at a house number, or where two streets meet. */
export interface RoadSite {
  readonly street: Street;
  readonly crossing: Street | null;
  readonly number: number;
  readonly point: Wgs84Point;
  /** Stable name of the place in the truth. */
  readonly entity: string;
}

type Injury = '无伤' | '轻伤' | '重伤' | '死亡';

export interface Party {
  readonly role: '驾驶人' | '乘车人' | '行人' | '非机动车驾驶人';
  /** Null: fled and never found. */
  readonly person: Person | null;
  readonly vehicle: Vehicle | null;
  readonly injury: Injury;
}

/** A traffic accident; `second` is the second of the day in local time. */
export interface Accident {
  readonly index: number;
  readonly day: number;
  readonly second: number;
  readonly site: RoadSite;
  readonly category: string;
  readonly weather: string;
}

const FIRST_ACCIDENT = dayOf('2010-01-01');
const injuries = (none: number, light: number, grave: number, dead: number) =>
  new Weighted<Injury>([
    { value: '无伤', weight: none },
    { value: '轻伤', weight: light },
    { value: '重伤', weight: grave },
    { value: '死亡', weight: dead },
  ]);
const IN_CAR = injuries(70, 24, 5, 1);
const UNPROTECTED = injuries(15, 60, 21, 4);
const CATEGORIES = parseWeighted('追尾 28 侧面碰撞 26 正面碰撞 8 刮擦 22 撞固定物 10 翻车 3 其他 3');
const WEATHER = parseWeighted('晴 52 阴 24 雨 18 雾 4 雪 2');
const PARTY_KEYS = 0x30000000;

/** Where a road accident or call may be; exported for calls that have no accident. */
export function drawSite(geography: Geography, street: Street, rng: Rng): RoadSite {
  if (rng.chance(0.35)) {
    const crossing = geography.crossing(street, rng.below(64));
    const [low, high] = street.index < crossing.index ? [street, crossing] : [crossing, street];
    const point = geography.junctionPoint(street, crossing);
    return { street, crossing, number: 0, point, entity: `J${low.index}-${high.index}` };
  }
  const number = geography.number(street, rng.below(geography.compounds));
  return {
    street,
    crossing: null,
    number,
    point: geography.pointAt(street, number),
    entity: `N${street.index}-${number}`,
  };
}

export class Accidents {
  readonly count: number;
  readonly #population: Population;
  readonly #fleet: Fleet;
  readonly #geography: Geography;
  readonly #rng: Rng;
  readonly #partyRng: Rng;

  constructor(seed: number, population: Population, fleet: Fleet, geography: Geography) {
    this.count = Math.ceil(population.size * 0.5);
    this.#population = population;
    this.#fleet = fleet;
    this.#geography = geography;
    this.#rng = new Rng(seed, 'accident');
    this.#partyRng = new Rng(seed, 'parties');
  }

  accident(index: number): Accident {
    const rng = this.#rng.at(index);
    const day = FIRST_ACCIDENT + rng.below(TODAY - FIRST_ACCIDENT - 1);
    // Three in five fall into the morning or the evening rush.
    const hour = rng.chance(0.6) ? (rng.chance(0.5) ? 6 : 16) + rng.below(4) : rng.below(24);
    const second = hour * 3600 + rng.below(3600);
    const street = get(this.#geography.streets, rng.below(this.#geography.streets.length));
    const site = drawSite(this.#geography, street, rng);
    const category = CATEGORIES.draw(rng);
    const weather = WEATHER.draw(rng);
    return { index, day, second, site, category, weather };
  }

  /** Who took part, in the order of the police's list; at least one. */
  parties({ index, day }: Accident): readonly Party[] {
    const rng = this.#partyRng.at(index);
    const parties: Party[] = [];
    const kind = rng.unit();
    this.#drive(parties, index * 4, day, rng);
    if (kind < 0.6) this.#drive(parties, index * 4 + 1, day, rng);
    if ((kind >= 0.6 && kind < 0.85) || parties.length === 0) {
      const person = this.#population.adultOn(day, PARTY_KEYS + index * 4 + 2);
      const role = rng.chance(0.5) ? '行人' : '非机动车驾驶人';
      parties.push({ role, person, vehicle: null, injury: UNPROTECTED.draw(rng) });
    }
    return parties;
  }

  #drive(parties: Party[], key: number, day: number, rng: Rng): void {
    const vehicle = this.#vehicleOn(day, rng);
    const others = parties.map((party) => party.vehicle?.index);
    if (vehicle === undefined || others.includes(vehicle.index)) return;
    const driver = this.#driver(vehicle, key, day, rng);
    if (parties.some((party) => party.person?.index === driver.index)) return;
    const fled = parties.length > 0 && rng.chance(0.03);
    parties.push({ role: '驾驶人', person: fled ? null : driver, vehicle, injury: IN_CAR.draw(rng) });
    if (fled || !rng.chance(0.2)) return;
    const family = this.#population.members(this.#population.household(driver.household));
    const passenger = family.find((one) => one.index !== driver.index && one.birthDay < day);
    if (passenger === undefined || parties.some((party) => party.person?.index === passenger.index)) return;
    parties.push({ role: '乘车人', person: passenger, vehicle, injury: UNPROTECTED.draw(rng) });
  }

  #vehicleOn(day: number, rng: Rng): Vehicle | undefined {
    for (let i = 0; i < 12; i++) {
      const vehicle = this.#fleet.vehicle(rng.below(this.#fleet.count));
      if (ownershipOn(vehicle, day) !== undefined) return vehicle;
    }
    return undefined;
  }

  /** Four times in five the owner, else one of the owner's family; anybody for a company's vehicle. */
  #driver(vehicle: Vehicle, key: number, day: number, rng: Rng): Person {
    const ownership = ownershipOn(vehicle, day);
    const owner = ownership === undefined ? undefined : this.#fleet.owner(ownership);
    const usual = rng.chance(0.8);
    if (owner?.kind !== 'person') return this.#population.adultOn(day, PARTY_KEYS + key);
    const person = this.#population.person(owner.index);
    if (usual) return person;
    const family = this.#population.members(this.#population.household(person.household));
    return family.find((one) => one.index !== person.index && one.isAdultOn(day)) ?? person;
  }
}
