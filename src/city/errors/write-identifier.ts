import type { Person } from '../world/person.ts';
import { pick } from '../world/weighted.ts';
import type { ErrorDraw } from './error-draw.ts';
import { toFullWidth, withDigitTypo } from './han-spelling.ts';

const PLACEHOLDER_IDS = ['000000000000000000', '111111111111111111', '无'] as const;

/** Whether somebody could have an id of the old kind of 15 digits, which ended in 1999. */
function hadOldId(person: Person): boolean {
  return person.residentId !== '' && person.birthYear >= 1900 && person.birthYear < 1999;
}

/** The id of 15 digits that became the given one of 18: no century, no check character. */
function toOldId(residentId: string): string {
  return residentId.slice(0, 6) + residentId.slice(8, 17);
}

/**
 * How a clerk writes somebody's resident id or passport number. `relative` is asked for when the id of a relative is
 * given in its place.
 */
export function writeId(person: Person, errors: ErrorDraw, relative?: () => Person | undefined): string {
  if (errors.hits('idMissing')) return '';
  if (errors.hits('idPlaceholder')) return pick(PLACEHOLDER_IDS, errors.rng);
  if (person.residentId === '') return writePassport(person.passport, errors);
  let id = person.residentId;
  if (relative !== undefined && errors.hits('idOfRelative')) id = relative()?.residentId || id;
  const written = writeResidentId(person, id, errors);
  // A masked one tells nobody that it is another's.
  if (id !== person.residentId && !written.includes('*'))
    errors.mistake('residentId', person.residentId, written);
  return written;
}

function writeResidentId(person: Person, id: string, errors: ErrorDraw): string {
  if (errors.hits('idMasked')) return `${id.slice(0, 6)}********${id.slice(14)}`;
  if (hadOldId(person) && errors.hits('id15')) return toOldId(id);
  if (errors.hits('idTypo')) return errors.mistake('residentId', id, withDigitTypo(id, errors.rng));
  if (errors.hits('idFullWidth')) return toFullWidth(id);
  if (id.endsWith('X') && errors.hits('idLowerCase')) return id.toLowerCase();
  return id;
}

/** The letter stays what it is: it tells a passport from a resident id. */
function writePassport(passport: string, errors: ErrorDraw): string {
  return errors.hits('idTypo')
    ? errors.mistake(
        'passport',
        passport,
        passport.slice(0, 1) + withDigitTypo(passport.slice(1), errors.rng),
      )
    : passport;
}

/** Kind of paper, as registers write it. */
export function paperOf(person: Person): string {
  return person.residentId === '' ? '护照' : '居民身份证';
}

export function writeCreditCode(code: string, errors: ErrorDraw): string {
  if (errors.hits('creditMissing')) return '';
  if (errors.hits('creditTypo')) return errors.mistake('creditCode', code, withDigitTypo(code, errors.rng));
  return code;
}

const PLATE_SLIPS: readonly (readonly [string, string])[] = [
  ['0', 'D'],
  ['8', 'B'],
  ['1', '7'],
  ['5', 'S'],
  ['2', 'Z'],
  ['D', '0'],
  ['B', '8'],
  ['Z', '2'],
  ['S', '5'],
];

/** How a plate is written: characters mistaken, small letters, a dot or a space after the first two. */
export function writePlate(plate: string, errors: ErrorDraw): string {
  if (errors.hits('plateMissing')) return '';
  if (errors.hits('plateTypo')) {
    const tail = plate.slice(2);
    const slip = PLATE_SLIPS.find(([from]) => tail.includes(from));
    const slipped = slip === undefined ? withDigitTypo(tail, errors.rng) : tail.replace(slip[0], slip[1]);
    return errors.mistake('plateNo', plate, plate.slice(0, 2) + slipped);
  }
  if (errors.hits('plateFormat')) {
    const style = errors.rng.below(3);
    if (style === 0) return `${plate.slice(0, 2)}·${plate.slice(2)}`;
    return style === 1 ? plate.toLowerCase() : toFullWidth(plate);
  }
  return plate;
}
