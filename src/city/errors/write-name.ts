import type { Person } from '../world/person.ts';
import type { ErrorDraw } from './error-draw.ts';
import { toPinyinWord, toTraditional, withHomophone, withLookalike } from './han-spelling.ts';

/** How a clerk writes somebody's name: at most one error, '' when it is missing. */
export function writeName(person: Person, errors: ErrorDraw): string {
  const { full } = person.name;
  if (errors.hits('nameMissing')) return '';
  if (person.culture === 'foreign') return writeLatin(person, errors);
  if (person.culture === 'han' && errors.hits('namePartial')) {
    return person.name.family + (person.sex === 'male' ? '先生' : '女士');
  }
  if (errors.hits('nameTraditional')) return toTraditional(full);
  if (errors.hits('namePinyin')) return writePinyin(person) ?? full;
  if (errors.hits('nameHomophone'))
    return errors.mistake('name', full, withHomophone(full, errors.rng) ?? full);
  if (errors.hits('nameTypo')) return errors.mistake('name', full, writeTypo(person, errors) ?? full);
  if (errors.hits('nameSpaced')) return person.culture === 'han' ? spaced(person) : full.replace('·', '.');
  return full;
}

/** A space after the surname, the way forms with two boxes are copied; full width for short names. */
function spaced(person: Person): string {
  return person.name.family + (person.name.given.length === 1 ? '\u3000' : ' ') + person.name.given;
}

function writePinyin(person: Person): string | undefined {
  const given = toPinyinWord(person.name.given);
  const family = toPinyinWord(person.name.family);
  if (given === undefined || family === undefined) return undefined;
  return family === '' ? given : `${family} ${given}`;
}

/** A lookalike, else a character lost, or the two of the given name swapped. */
function writeTypo(person: Person, errors: ErrorDraw): string | undefined {
  const { family, given, full } = person.name;
  if (person.culture !== 'han' || errors.rng.chance(0.6)) return withLookalike(full, errors.rng);
  if (given.length !== 2) return withLookalike(full, errors.rng);
  const swapped = given.charAt(1) + given.charAt(0);
  return family + (errors.rng.chance(0.5) ? swapped : given.charAt(errors.rng.below(2)));
}

function writeLatin(person: Person, errors: ErrorDraw): string {
  const { family, given, full } = person.name;
  if (errors.hits('nameSpaced')) return `${family.toUpperCase()}, ${given}`;
  if (errors.hits('nameTypo')) return errors.mistake('name', full, full.slice(0, 2) + full.slice(3));
  if (errors.hits('namePinyin')) return full.toUpperCase();
  return full;
}
