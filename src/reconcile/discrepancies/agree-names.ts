import { hasHan } from '../../standardise/clean-text.ts';
import { syllablesOf } from '../../standardise/romanise.ts';
import { soundOf } from '../../standardise/sound.ts';
import { standardise } from '../../standardise/standardise.ts';
import { surnameLength } from '../../standardise/surnames.ts';
import type { StandardiseOptions } from '../../standardise/value.ts';

interface Name {
  readonly kind: string;
  readonly value: string;
  readonly original: string;
}

/** Names are read the same way whatever the contract says. */
const OPTIONS: StandardiseOptions = { timeZone: 'UTC', calendar: 'gregorian', region: 'CN' };
const TITLED = /^(\p{Script=Han}{1,2})(?:先生|女士|小姐|太太|同志|某+)$/u;
/** A place in brackets, or the divisions that a company's name begins with: `海宁(澜州)…`, `澜州市海宁…`. */
const BRACKETED = /\((\p{Script=Han}{2,6})\)/gu;
const PLACE_BEFORE = /^\p{Script=Han}{2,9}?(?:省|市|区|县|州)$/u;
/** Stands for a character that was lost: one that is in no name. */
const LOST = '囗';
const ANY_LOST = /[?？□�]/u;
const ALL_LOST = /[?？□�]/gu;
const SHORT_PLACE = /^\p{Script=Han}{2,3}$/u;

/**
 * Whether two spellings are one name: one script's transliteration of the other, the same words in another order, initials, or
 * a surname with a title (`唐先生`), which says less.
 */
export function samePersonName(left: Name, right: Name): boolean {
  const [han, latin] = [hasHan(left.value), hasHan(right.value)];
  if (han !== latin) return han ? isSpelling(left, right) : isSpelling(right, left);
  if (!han) return sameWords(left.value, right.value);
  if (sameButLost(left, right)) return true;
  return isTitled(left.value, right.value) || isTitled(right.value, left.value);
}

/** Whether a name of an organisation differs at most in its legal form, in a place before or within it, or in its script. */
export function sameOrganizationName(left: Name, right: Name): boolean {
  const [han, latin] = [hasHan(left.value), hasHan(right.value)];
  if (han !== latin) return han ? isSpelling(left, right) : isSpelling(right, left);
  if (!han) return left.value.replaceAll(' ', '') === right.value.replaceAll(' ', '');
  if (sameButLost(left, right)) return true;
  const [one, other] = [left.value, right.value].map(withoutBrackets);
  if (one === undefined || other === undefined) return false;
  return one === other || isWithoutPlace(one, other) || isWithoutPlace(other, one);
}

/** Whether two Han names are one but for characters that a system could not write, and put a mark in place of each. */
function sameButLost(left: Name, right: Name): boolean {
  const [one, other] = [left, right].map(withLost);
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  if (one.length < 3) return false;
  return one.every((character, at) => character === other[at] || character === LOST || other[at] === LOST);
}

/** The characters of a name, lost ones as {@link LOST}, which standardising takes for a character where marks are left out. */
function withLost({ kind, value, original }: Name): readonly string[] {
  if (!ANY_LOST.test(original)) return [...value];
  return [...(standardise(nameKindOf(kind), original.replace(ALL_LOST, LOST), OPTIONS)?.value ?? value)];
}

function nameKindOf(kind: string): 'person-name' | 'organization-name' | 'name' {
  return kind === 'person-name' || kind === 'organization-name' ? kind : 'name';
}

function isTitled(short: string, long: string): boolean {
  const surname = findSurnameAlone(short);
  return surname !== undefined && long.startsWith(surname);
}

/** The surname, where a name is no more than that, with or without a title. */
function findSurnameAlone(name: string): string | undefined {
  const bare = TITLED.exec(name)?.[1] ?? name;
  // With one more character it is a name, of which it is to be the surname.
  return surnameLength(`${bare}一`) === bare.length ? bare : undefined;
}

/** Whether a Latin name is one of the spellings that search finds a Han name by. */
function isSpelling(han: Name, latin: Name): boolean {
  const forms = standardise(nameKindOf(han.kind), han.original, OPTIONS)?.search ?? [];
  const words = latin.value.split(' ');
  const surname = findSurnameAlone(han.value);
  if (surname !== undefined) return words.includes(syllablesOf(surname, 'surname').join(''));
  const parts = han.value.split('·');
  if (parts.length > 1) return sameWords(parts.map((part) => squeeze(soundOf(part))).join(' '), latin.value);
  const squeezed = squeeze(latin.value);
  return forms.some((form) => !hasHan(form) && form.includes(' ') && squeeze(form) === squeezed);
}

function squeeze(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Every word of the shorter name stands in the other, at least as its initial. */
function sameWords(left: string, right: string): boolean {
  const [short = [], long = []] = [left, right]
    .map((name) => name.split(' '))
    .sort((one, other) => one.length - other.length);
  if (short.length < long.length && short.length < 2) return false;
  const free = [...long];
  return [...short]
    .sort((one, other) => other.length - one.length)
    .every((word) => {
      const place = free.findIndex((other) => isInitial(word, other) || isInitial(other, word));
      if (place >= 0) free.splice(place, 1);
      return place >= 0;
    });
}

function isInitial(short: string, word: string): boolean {
  return short === word || (short.length === 1 && word.startsWith(short));
}

function withoutBrackets(name: string): string {
  const bare = name.replace(BRACKETED, '');
  return bare.length >= 2 ? bare : name;
}

/** `澜州市海宁电器` and `海宁电器`: what the longer one has more is a place; short names of places have no ending. */
function isWithoutPlace(short: string, long: string): boolean {
  if (short.length < 3 || !long.endsWith(short)) return false;
  const place = long.slice(0, -short.length);
  return PLACE_BEFORE.test(place) || SHORT_PLACE.test(place);
}
