import { dayOf, firstDay, TODAY } from './days.ts';
import { BLOCK, buildHousehold, type Household, householdOf, householdsOfBlock } from './household.ts';
import { Kept } from './kept.ts';
import { Permutation } from './permutation.ts';
import { Person, type PersonDraws } from './person.ts';
import { Rng } from './rng.ts';
import { get } from './weighted.ts';

/** A home that a household had from a day until before another (null: still has). */
export interface Stay {
  readonly premises: number;
  readonly from: number;
  readonly to: number | null;
  readonly rented: boolean;
}

const FIRST_STAY = dayOf('1998-01-01');

/** Everybody in the city, each made from the seed and a number when asked for; a few thousand are kept at hand, never all. */
export class Population {
  readonly size: number;
  /** Homes are the premises below this number. */
  readonly homes: number;
  readonly #blocks: Rng;
  readonly #households: Rng;
  readonly #stays: Rng;
  readonly #picks: Rng;
  readonly #draws: PersonDraws;
  readonly #keptHouseholds = new Kept<Household>(5);
  readonly #keptPersons = new Kept<Person>(6);
  readonly #makeHousehold = (id: number) => buildHousehold(id, this.size, this.#blocks, this.#households);
  readonly #makePerson = (index: number) => {
    const { id, member } = householdOf(index, this.#blocks);
    return new Person(index, member, this.household(id), this.#draws);
  };

  constructor(seed: number, size: number) {
    this.size = size;
    this.homes = Math.ceil(size * 1.2);
    this.#blocks = new Rng(seed, 'block');
    this.#households = new Rng(seed, 'household');
    this.#stays = new Rng(seed, 'stays');
    this.#picks = new Rng(seed, 'picks');
    this.#draws = {
      rng: new Rng(seed, 'person'),
      slots: new Permutation(seed, 'slots', 21),
      phones: new Permutation(seed, 'phones', 22),
    };
  }

  household(id: number): Household {
    return this.#keptHouseholds.get(id, this.#makeHousehold);
  }

  /** Blocks of ten people; the households of each are listed by {@link Population.householdsOf}. */
  get blocks(): number {
    return Math.ceil(this.size / BLOCK);
  }

  householdsOf(block: number): readonly Household[] {
    return householdsOfBlock(block, this.#blocks)
      .map((id) => this.household(id))
      .filter((household) => household.roles.length > 0);
  }

  person(index: number): Person {
    return this.#keptPersons.get(index, this.#makePerson);
  }

  /** People of a household in order; the first is its head. */
  members(household: Household): readonly Person[] {
    return household.roles.map(
      (_, member) => new Person(household.firstPerson + member, member, household, this.#draws),
    );
  }

  /** The homes of a household in order of time; the last one is today's. */
  stays(household: number, headYear: number): readonly Stay[] {
    const rng = this.#stays.at(household);
    const stays: Stay[] = [];
    let from = Math.max(FIRST_STAY, firstDay(headYear + 20) + rng.below(700));
    for (;;) {
      const premises = rng.below(this.homes);
      const rented = rng.chance(0.62);
      const to = from + (rented ? rng.between(300, 3300) : rng.between(1800, 9000));
      const last = to > TODAY - 30;
      stays.push({ premises, from, to: last ? null : to, rented });
      if (last) return stays;
      from = to;
    }
  }

  /**
   * An adult of that day, drawn by a key of the caller's (a purpose and a number): the same key gives the same person.
   * After thirty failed draws (a tiny city) whoever came last is taken.
   */
  adultOn(day: number, key: number): Person {
    const rng = this.#picks.at(key);
    let found = this.person(rng.below(this.size));
    for (let i = 0; i < 30 && !found.isAdultOn(day); i++) found = this.person(rng.below(this.size));
    return found;
  }
}

/** The stay that held on a day: the first one for days before it. */
export function stayOn(stays: readonly Stay[], day: number): Stay {
  return stays.findLast((stay) => stay.from <= day) ?? get(stays, 0);
}
