import { vinCheck } from './check-digits.ts';
import type { Companies } from './company.ts';
import { dayOf, TODAY } from './days.ts';
import { Permutation } from './permutation.ts';
import type { Population } from './population.ts';
import { Rng } from './rng.ts';
import { parseWeighted } from './weighted.ts';

export interface Owner {
  readonly kind: 'person' | 'company';
  readonly index: number;
}

/** Who the owner is, is asked of {@link Fleet.owner}: it costs more than the period. */
export interface Ownership {
  readonly number: number;
  readonly from: number;
  readonly to: number | null;
}

/** An invented vehicle with everyone who owned it. */
export interface Vehicle {
  readonly index: number;
  readonly plate: string;
  readonly model: string;
  readonly type: string;
  readonly colour: string;
  readonly ownerships: readonly Ownership[];
  /** The day its plate was given back, free for another vehicle. */
  readonly scrapped: number | null;
}

const PLATE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const NEW_ENERGY_LETTERS = 'DABCEFGHJK';
const VIN_ALPHABET = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789';
const MODELS = parseWeighted(
  '云帆A3 14 云帆S5 12 海燕X1 12 海燕X7 8 启明E200 9 启明E500 6 麒麟K9 7 赤兔T6 7 远洋商务 5 蓝鲸轻卡 6 山鹰重卡 4 白鹭客车 2',
);
const COLOURS = parseWeighted('白 40 黑 20 灰 14 银 12 红 6 蓝 5 棕 3');
const FIRST_REGISTERED = dayOf('2004-01-01');
const OWNER_KEYS = 0x20000000;

/** Letter-digit patterns of plates: one letter first and one last, then two letters first. */
function petrolPlate(number: number): string {
  const letters = PLATE_LETTERS;
  if (number < 576_000) {
    const digits = String(Math.floor(number / 576)).padStart(3, '0');
    return `${letters.charAt(Math.floor(number / 24) % 24)}${digits}${letters.charAt(number % 24)}`;
  }
  const rest = number - 576_000;
  return `${letters.charAt(Math.floor(rest / 24) % 24)}${letters.charAt(rest % 24)}${String(Math.floor(rest / 576)).padStart(3, '0')}`;
}

export class Fleet {
  readonly count: number;
  readonly #population: Population;
  readonly #companies: Companies;
  readonly #rng: Rng;
  readonly #pairs: Rng;
  readonly #owners: Rng;
  readonly #vins: Rng;
  readonly #plates: Permutation;

  constructor(seed: number, population: Population, companies: Companies) {
    this.count = Math.ceil(population.size * 0.52);
    this.#population = population;
    this.#companies = companies;
    this.#rng = new Rng(seed, 'vehicle');
    this.#vins = new Rng(seed, 'vin');
    this.#owners = new Rng(seed, 'owner');
    this.#pairs = new Rng(seed, 'vehicle-pair');
    this.#plates = new Permutation(seed, 'plate', 20);
  }

  /**
   * Vehicles come in pairs: of every twelfth pair the first is scrapped and its plate is given to the second, one to three
   * years later.
   */
  vehicle(index: number): Vehicle {
    const pair = this.#pairs.at(Math.floor(index / 2));
    const shared = pair.chance(1 / 12);
    const freed = dayOf('2010-01-01') + pair.below(4000);
    const gap = pair.between(365, 1000);
    const electric = pair.chance(0.18);
    const second = index % 2 === 1;
    const rng = this.#rng.at(index);
    const model = MODELS.draw(rng);
    const scrapped = shared && !second ? freed : rng.chance(0.06) ? TODAY - rng.between(100, 2500) : null;
    const latest = (scrapped ?? TODAY) - 400;
    const first = shared && second ? freed + gap : FIRST_REGISTERED + rng.below(latest - FIRST_REGISTERED);
    const given = shared && second && scrapped !== null && scrapped < first + 400 ? null : scrapped;
    return {
      index,
      plate: this.#plate(shared && second ? index - 1 : index, electric),
      model,
      type: model.endsWith('卡') ? '货车' : model.endsWith('客车') ? '客车' : '小型轿车',
      colour: COLOURS.draw(rng),
      ownerships: ownerships(index, first, given, rng),
      scrapped: given,
    };
  }

  #plate(slot: number, electric: boolean): string {
    if (!electric) return `苏X${petrolPlate(this.#plates.at(slot))}`;
    const number = this.#plates.within(slot, 1_000_000);
    return `苏X${NEW_ENERGY_LETTERS.charAt(Math.floor(number / 100_000))}${String(number % 100_000).padStart(5, '0')}`;
  }

  /** GB 16735 vehicle identification number; of a maker that does not exist. */
  vin(vehicle: Vehicle): string {
    const rng = this.#vins.at(vehicle.index);
    let tail = '';
    for (let i = 0; i < 5; i++) tail += VIN_ALPHABET.charAt(rng.below(VIN_ALPHABET.length));
    const body = `LZZ${tail}0${'ABCDEFGH'.charAt(rng.below(8))}${String(vehicle.index).padStart(7, '0')}`;
    return body.slice(0, 8) + vinCheck(body) + body.slice(9);
  }

  owner(ownership: Ownership): Owner {
    const rng = this.#owners.at(ownership.number);
    const company = rng.chance(0.12) ? this.#companies.openOn(ownership.from, rng) : undefined;
    if (company !== undefined) return { kind: 'company', index: company.index };
    return {
      kind: 'person',
      index: this.#population.adultOn(ownership.from, OWNER_KEYS + ownership.number).index,
    };
  }
}

const MOST_OWNERS = 8;

function ownerships(vehicle: number, first: number, scrapped: number | null, rng: Rng): readonly Ownership[] {
  const made: Ownership[] = [];
  const end = scrapped ?? TODAY;
  for (let from = first, i = 0; ; i++) {
    const until = from + rng.between(500, 4200);
    const last = until > end - 120 || i === MOST_OWNERS - 1;
    made.push({ number: vehicle * MOST_OWNERS + i, from, to: last ? scrapped : until });
    if (last) return made;
    from = until;
  }
}

/** Who owned a vehicle on a day; undefined before its first and after its last owner. */
export function ownershipOn(vehicle: Vehicle, day: number): Ownership | undefined {
  return vehicle.ownerships.find((one) => one.from <= day && (one.to === null || day < one.to));
}
