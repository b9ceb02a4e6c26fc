import { LATIN_COUNTRIES } from '../names/other-names.ts';
import { residentCheck } from './check-digits.ts';
import { firstDay, formatDay } from './days.ts';
import { birthplaceCode } from './districts.ts';
import { drawName, type PersonName, type Sex } from './given-name.ts';
import type { Culture, FamilyRole, Household } from './household.ts';
import type { Permutation } from './permutation.ts';
import { mix32, type Rng } from './rng.ts';
import { get, parseWeighted } from './weighted.ts';

/** People whose ids stay distinct: 250 serial slots × 365 days × 16 places of birth. */
export const MAX_PERSONS = 1_400_000;
const SLOTS = 250 * 365 * 16;
const FIRST_PHONE_CHANGE = firstDay(2006);
const countries = parseWeighted(LATIN_COUNTRIES);

interface Birthplace {
  readonly serial: number;
  readonly dayOfYear: number;
  readonly place: number;
}

/**
 * What a resident id is made of. The slot, unique per person (a twin takes the sibling's), is spread over serial number, day
 * of the year and place of birth, so two people can never get the same id, and no list of ids given is kept.
 */
function birthplaceOf(slot: number): Birthplace {
  return { serial: slot % 250, dayOfYear: Math.floor(slot / 250) % 365, place: Math.floor(slot / 91_250) };
}

function mobile(permuted: number): string {
  // 1349 was set aside for a satellite service and is hardly in use: nobody's number by any likelihood.
  return `1349${String(permuted * 2 + (permuted % 2)).padStart(7, '0')}`;
}

export interface PersonDraws {
  readonly rng: Rng;
  readonly slots: Permutation;
  readonly phones: Permutation;
}

/**
 * Somebody who never lived. Days are whole numbers since 1970-01-01. What costs more than a few draws is made when it
 * is asked for: most people are only looked at for their age.
 */
export class Person {
  readonly index: number;
  readonly role: FamilyRole;
  readonly sex: Sex;
  readonly birthYear: number;
  readonly birthDay: number;
  readonly #household: Household;
  readonly #draws: PersonDraws;
  readonly #place: Birthplace;
  readonly #secondTwin: boolean;
  #name: PersonName | undefined;
  #residentId: string | undefined;

  constructor(index: number, member: number, household: Household, draws: PersonDraws) {
    const role = get(household.roles, member);
    const childRank = role === 'child' && household.roles[member - 1] === 'child' ? 1 : 0;
    this.index = index;
    this.role = role;
    this.birthYear = yearFor(role, childRank, household);
    this.#household = household;
    this.#draws = draws;
    this.#secondTwin = childRank === 1 && household.twins;
    this.#place = birthplaceOf(draws.slots.within(this.#secondTwin ? index - 1 : index, SLOTS));
    this.birthDay = firstDay(this.birthYear) + this.#place.dayOfYear;
    this.sex = sexFor(role, household, draws.rng.at(index));
  }

  get household(): number {
    return this.#household.id;
  }

  get culture(): Culture {
    return this.#household.culture;
  }

  get country(): string {
    return this.culture === 'foreign' ? countries.draw(this.#draws.rng.at(-1 - this.#household.id)) : '中国';
  }

  get name(): PersonName {
    this.#name ??= this.#drawName();
    return this.#name;
  }

  /** GB 11643 resident id; '' for foreigners, who have a passport. */
  get residentId(): string {
    this.#residentId ??= this.culture === 'foreign' ? '' : this.#makeResidentId();
    return this.#residentId;
  }

  /** Number of a foreigner's passport; '' for everybody else. */
  get passport(): string {
    return this.culture === 'foreign' ? `X${String(this.#draws.slots.at(this.index)).padStart(8, '0')}` : '';
  }

  /** The mobile number used on a day; '' for a small child. Somewhat under half change theirs once. */
  phoneOn(day: number): string {
    if (day < this.birthDay + 12 * 365) return '';
    return day < this.#phoneChanged() ? this.firstPhone : this.#phone(1);
  }

  get firstPhone(): string {
    return this.#phone(0);
  }

  isAdultOn(day: number): boolean {
    return day >= this.birthDay + 18 * 365 + 5;
  }

  #phone(slot: 0 | 1): string {
    return mobile(this.#draws.phones.at(this.index * 2 + slot));
  }

  #phoneChanged(): number {
    const drawn = mix32(this.index ^ 0x5bd1e995);
    return drawn % 100 < 45 ? FIRST_PHONE_CHANGE + ((drawn >>> 8) % 7000) : Number.MAX_SAFE_INTEGER;
  }

  #drawName(): PersonName {
    const sibling = this.#secondTwin ? this.#twinGiven() : '';
    const { rng } = this.#draws;
    const surname = surnameFor(this.role, this.#household);
    // The first draw of the stream was the sex.
    rng.at(this.index).next();
    for (;;) {
      const name = drawName(this.culture, surname, this.sex, this.birthYear, rng);
      if (!this.#secondTwin || name.given !== sibling) return name;
    }
  }

  #twinGiven(): string {
    const { rng } = this.#draws;
    const sex = sexFor('child', this.#household, rng.at(this.index - 1));
    return drawName(this.culture, '', sex, this.birthYear, rng).given;
  }

  #makeResidentId(): string {
    const { serial, place } = this.#place;
    const last = serial * 4 + (this.#secondTwin ? 2 : 0) + (this.sex === 'male' ? 1 : 0);
    const birth = birthplaceCode(place, this.birthYear) + formatDay(this.birthDay, 'compact');
    const first17 = birth + String(last).padStart(3, '0');
    return first17 + residentCheck(first17);
  }
}

function yearFor(role: FamilyRole, childRank: number, household: Household): number {
  switch (role) {
    case 'head':
      return household.headYear;
    case 'partner':
      return household.partnerYear;
    case 'parent':
      return household.parentYear;
    case 'child':
      return get(household.childYears, childRank);
  }
}

function sexFor(role: FamilyRole, household: Household, rng: Rng): Sex {
  const drawn: Sex = rng.chance(0.51) ? 'male' : 'female';
  if (role === 'child') return drawn;
  if (role === 'parent') return household.parentMale ? 'male' : 'female';
  return household.headMale === (role === 'head') ? 'male' : 'female';
}

function surnameFor(role: FamilyRole, household: Household): string {
  if (role === 'head') return household.headSurname;
  if (role === 'partner') return household.partnerSurname;
  if (role === 'parent') return household.parentMale ? household.headSurname : household.motherSurname;
  const alone = !household.roles.includes('partner');
  return alone || household.headMale !== household.childrenFollowMother
    ? household.headSurname
    : household.partnerSurname;
}
