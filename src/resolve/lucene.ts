import { cleanText, joinHan } from '../standardise/clean-text.ts';
import { foldHan, foldPersonHan } from '../standardise/fold-han.ts';

/** Everything that Lucene's query syntax gives a meaning to. */
const SPECIAL = /[+\-!(){}[\]^"~*?:\\/&|<>=]/g;
/** What people write is read as runs of letters, marks and digits; anything between them only parts them. */
const RUN = /[\p{L}\p{M}\p{N}]+/gu;
const SINGLE_HAN = /^\p{Script=Han}$/u;
const LETTERS = /^[\p{Script=Latin}\p{N}]+$/u;
/** Runs of one query; nobody types more, and each costs a search of its own. */
const MOST_RUNS = 12;
const SHORTEST_PREFIX = 2;

/** A text that Lucene's query parser reads as nothing but itself: specials escaped, operators (AND, TO) in lower case. */
export function escapeLucene(text: string): string {
  return text.toLowerCase().replace(SPECIAL, '\\$&').replace(/\s/gu, '\\$&');
}

/** A text as one phrase, case kept: inside quotes only the quote and the backslash have a meaning. */
export function quoteLucene(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * The full-text query for what somebody typed: every run of letters has to be found. Two or more Han characters are a
 * phrase, in the script as typed or folded to simplified. The index knows pairs, so a single one is either place of a pair: the
 * second as well, since the last of a run is the first of none, and less, so that beginnings are among those that are looked at.
 * Latin runs are words or their beginnings, best where all stand side by side. Null when nothing in the text can be searched for.
 */
export function buildTextQuery(text: string, { fields, datasets }: TextPlace): string | null {
  const clean = cleanText(text);
  const apart = queryRuns(clean, fields);
  const together = joinHan(clean);
  if (apart === null) return null;
  // Somebody who parts the characters of a name means the name; of two names, both.
  const query = together === clean ? apart : `(${queryRuns(together, fields) ?? apart})^2 (${apart})`;
  return datasets === null ? query : `+(${query}) +(dataset:(${datasets.map(quoteLucene).join(' ')}))^0`;
}

/**
 * What somebody typed as a hit is scored by: every run of letters in its forms, and all of them together where they are several;
 * of each the first form is as typed. In lower case, as values are compared then.
 */
export function queryForms(text: string): readonly (readonly string[])[] {
  const clean = cleanText(text).toLowerCase();
  const apart = clean.match(RUN) ?? [];
  const together = joinHan(apart.join(' '));
  return unique([...apart.slice(0, MOST_RUNS), together]).map(formsOfRun);
}

/** Where a text is looked for: in some fields of the index, of some datasets (null: of all), which add no score. */
export interface TextPlace {
  readonly fields: readonly string[];
  readonly datasets: readonly string[] | null;
}

function queryRuns(clean: string, fields: readonly string[]): string | null {
  const runs = (clean.match(RUN) ?? []).slice(0, MOST_RUNS);
  if (runs.length === 0) return null;
  const inFields = (query: string): string => fields.map((field) => `${field}:(${query})`).join(' ');
  const needed = runs.map((run) => `+(${inFields(formsOf(run).join(' '))})`).join(' ');
  if (runs.length === 1) return needed;
  return `(${needed}) (${inFields(quoteLucene(runs.join(' ')))})^2`;
}

/** A run as typed, and as names are folded: those of people keep a character that others do not. */
function formsOfRun(run: string): readonly string[] {
  return unique([run, foldHan(run), foldPersonHan(run)]);
}

function formsOf(run: string): readonly string[] {
  if (SINGLE_HAN.test(run))
    return formsOfRun(run).flatMap((character) => [`${character}*^2`, `?${character}`]);
  const phrases = formsOfRun(run).map((form) => `${quoteLucene(form)}^4`);
  if (!LETTERS.test(run) || run.length < SHORTEST_PREFIX) return phrases;
  return [...phrases, `${escapeLucene(run)}*`];
}

/** The query for mentions that have, of each group, at least one of its keys (`attribute=value`). */
export function buildKeysQuery(groups: readonly (readonly string[])[]): string {
  return groups.map((keys) => `+(${keys.map(quoteLucene).join(' ')})`).join(' ');
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
