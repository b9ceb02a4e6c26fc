import { FEMALE_GIVEN_NAMES, MALE_GIVEN_NAMES } from '../names/given-names.ts';
import {
  LATIN_FEMALE,
  LATIN_MALE,
  LATIN_SURNAMES,
  MONGOLIAN,
  TIBETAN_FIRST,
  TIBETAN_LAST,
  UYGHUR_FEMALE,
  UYGHUR_MALE,
} from '../names/other-names.ts';
import type { Culture } from './household.ts';
import type { Rng } from './rng.ts';
import { get, parseWeighted } from './weighted.ts';

export type Sex = 'male' | 'female';

/** A name in parts: `family` is '' where a culture has none; `full` is what papers show. */
export interface PersonName {
  readonly family: string;
  readonly given: string;
  readonly full: string;
}

const han = {
  male: MALE_GIVEN_NAMES.map((table) => ({
    one: parseWeighted(table.characters),
    whole: parseWeighted(table.whole),
  })),
  female: FEMALE_GIVEN_NAMES.map((table) => ({
    one: parseWeighted(table.characters),
    whole: parseWeighted(table.whole),
  })),
};
const uyghur = { male: parseWeighted(UYGHUR_MALE), female: parseWeighted(UYGHUR_FEMALE) };
const latin = { male: parseWeighted(LATIN_MALE), female: parseWeighted(LATIN_FEMALE) };
const latinSurnames = parseWeighted(LATIN_SURNAMES);
const tibetan = { first: parseWeighted(TIBETAN_FIRST), last: parseWeighted(TIBETAN_LAST) };
const mongolian = parseWeighted(MONGOLIAN);

/** Draws a name; `family` is the surname that the household gives (Han names only). */
export function drawName(
  culture: Culture,
  family: string,
  sex: Sex,
  birthYear: number,
  rng: Rng,
): PersonName {
  switch (culture) {
    case 'han': {
      const given = drawHanGiven(sex, birthYear, rng);
      return { family, given, full: family + given };
    }
    case 'uyghur': {
      const given = uyghur[sex].draw(rng);
      const father = uyghur.male.draw(rng);
      return { family: father, given, full: `${given}·${father}` };
    }
    case 'tibetan': {
      const given = tibetan.first.draw(rng) + tibetan.last.draw(rng);
      return { family: '', given, full: given };
    }
    case 'mongolian': {
      const given = mongolian.draw(rng);
      return { family: '', given, full: given };
    }
    case 'foreign': {
      const given = latin[sex].draw(rng);
      const surname = latinSurnames.draw(rng);
      return { family: surname, given, full: `${given} ${surname}` };
    }
  }
}

/** A fifth carry a whole name of their generation, the rest one put together of two characters (one in ten: one). */
function drawHanGiven(sex: Sex, birthYear: number, rng: Rng): string {
  const generation = get(han[sex], birthYear < 1970 ? 0 : birthYear < 1995 ? 1 : 2);
  const style = rng.unit();
  if (style < 0.2) return generation.whole.draw(rng);
  const first = generation.one.draw(rng);
  return style < 0.3 ? first : first + generation.one.draw(rng);
}
