import { type Accident, type Accidents, drawSite, type RoadSite } from './accident.ts';
import { dayOf, TODAY } from './days.ts';
import type { Geography } from './geography.ts';
import type { Person } from './person.ts';
import type { Population } from './population.ts';
import { Rng } from './rng.ts';
import { get, Weighted } from './weighted.ts';

type CallType = '交通事故' | '急病' | '火警' | '外伤' | '救助';

/** An emergency call and who was sent. Seconds are counted from the start of `day` and may run past its end. */
export interface Dispatch {
  readonly index: number;
  readonly day: number;
  readonly second: number;
  readonly callType: CallType;
  readonly site: RoadSite;
  /** Number of the accident that the call was about; a decoy is close to an accident and yet another matter. */
  readonly accident: number | null;
  readonly caller: Person;
  readonly patients: readonly Person[];
  readonly minutes: { readonly sent: number; readonly arrived: number; readonly back: number };
  readonly stations: readonly number[];
}

const FIRST_CALL = dayOf('2010-01-01');
/** Share of the accidents that bring a call. */
const CALLED = 0.66;
const CALL_KEYS = 0x40000000;
const OTHER_CALLS = new Weighted<CallType>([
  { value: '急病', weight: 60 },
  { value: '外伤', weight: 16 },
  { value: '火警', weight: 12 },
  { value: '救助', weight: 8 },
  { value: '交通事故', weight: 4 },
]);
export const STATIONS = [
  '澜江',
  '望潮',
  '云麓',
  '青埔',
  '锦川',
  '澜东',
  '沙屿',
  '石湖',
  '临港',
  '大学城',
  '滨河',
  '码头',
] as const;

/** Calls: two of three accidents bring one, the rest are illness, fire and the like, one in ten close to an accident. */
export class Dispatches {
  readonly count: number;
  readonly #accidents: Accidents;
  readonly #population: Population;
  readonly #geography: Geography;
  readonly #rng: Rng;

  constructor(seed: number, accidents: Accidents, population: Population, geography: Geography) {
    this.#accidents = accidents;
    this.#population = population;
    this.#geography = geography;
    this.#rng = new Rng(seed, 'dispatch');
    this.count = accidents.count + Math.ceil(population.size * 0.35);
  }

  /** Number of the day of the accident that a call with this number was about; undefined if nobody called. */
  findAccidentDay(index: number): number | undefined {
    return this.#rng.at(index).chance(CALLED) ? this.#accidents.accident(index).day : undefined;
  }

  /** The call with a number; undefined for an accident that nobody called for. */
  find(index: number): Dispatch | undefined {
    const rng = this.#rng.at(index);
    const aboutAccident = index < this.#accidents.count;
    const near = aboutAccident ? rng.chance(CALLED) : rng.chance(0.1);
    if (aboutAccident && !near) return undefined;
    const accident = near
      ? this.#accidents.accident(aboutAccident ? index : rng.below(this.#accidents.count))
      : undefined;
    return this.#dispatch(index, accident, aboutAccident, rng);
  }

  #dispatch(index: number, accident: Accident | undefined, about: boolean, rng: Rng): Dispatch {
    const delay = about ? rng.between(20, 900) : rng.between(-1500, 1500);
    const day = accident?.day ?? FIRST_CALL + rng.below(TODAY - FIRST_CALL - 1);
    const second = accident === undefined ? rng.below(86_400) : Math.max(0, accident.second + delay);
    const street = get(this.#geography.streets, rng.below(this.#geography.streets.length));
    const parties = about && accident !== undefined ? this.#accidents.parties(accident) : [];
    const injured = parties.flatMap((p) => (p.person !== null && p.injury !== '无伤' ? [p.person] : []));
    const callType = about ? '交通事故' : OTHER_CALLS.draw(rng);
    const withPatient = callType === '急病' || callType === '外伤';
    const sent = rng.between(1, 5);
    const arrived = sent + rng.between(3, 22);
    return {
      index,
      day,
      second,
      callType,
      site:
        about && accident !== undefined
          ? accident.site
          : drawSite(this.#geography, accident?.site.street ?? street, rng),
      accident: about ? index : null,
      caller: this.#population.adultOn(day, CALL_KEYS + index * 2),
      patients: about
        ? injured
        : withPatient
          ? [this.#population.adultOn(day, CALL_KEYS + index * 2 + 1)]
          : [],
      minutes: { sent, arrived, back: arrived + rng.between(15, 90) },
      stations: rng.chance(0.15) ? [rng.below(6), 6 + rng.below(6)] : [rng.below(STATIONS.length)],
    };
  }
}
