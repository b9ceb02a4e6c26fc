import type { AsOf } from '../../as-of.ts';
import { type Context, now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { type AreaEntry, type AreaHistory, formsOf } from '../../standardise/areas.ts';
import { foldHan } from '../../standardise/fold-han.ts';
import { bad } from '../check-input.ts';
import { type AreaRange, readAreaPlace } from './area-ranges.ts';
import { getAreas } from './area-store.ts';
import { type AreaCoverModel, type AreaFiling, coverArea } from './cover-area.ts';

export interface AreaInput {
  readonly code: string;
  readonly year?: number | null | undefined;
}

/** An area as it stood in a year, with everything that may be filed in it under any name. */
export interface AskedArea {
  readonly entry: AreaEntry;
  readonly year: number;
  readonly covers: readonly AreaCoverModel[];
  readonly filings: readonly AreaFiling[];
  /** Where it lies, as far as shapes are kept and few cells tell it: what has a point there is in it, whatever it says. */
  readonly ranges: readonly AreaRange[];
}

/** Texts that one area may have been written with, over all that it holds. */
const MOST_FILINGS = 5_000;
/** Areas that are asked about again and again. */
const MOST_KEPT = 50;
const covers = new WeakMap<AreaHistory, Map<string, AskedArea>>();

/**
 * The area that a question names, as it stood in the year given, else in that of `asOf.valid`, else today; one that is gone, as it
 * was last. Throws AREA_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function askArea(context: Context, { valid }: AsOf, input: AreaInput): Promise<AskedArea> {
  const { history } = await getAreas(context);
  const stated = input.year ?? (valid === null ? null : new Date(valid).getUTCFullYear());
  const today = new Date(now(context)).getUTCFullYear();
  const entry =
    history.find(input.code, stated ?? today) ??
    (stated === null ? history.bearers(input.code).findLast(({ code }) => code === input.code) : undefined);
  if (entry === undefined)
    throw new JingweiError('AREA_UNKNOWN', {
      code: input.code,
      when: stated === null ? 'ever' : `in ${stated}`,
    });
  const year = stated ?? Math.min(today, (entry.to ?? Infinity) - 1);
  const known = covers.get(history) ?? new Map<string, AskedArea>();
  covers.set(history, known);
  const key = `${entry.code} ${year}`;
  const asked = known.get(key) ?? (await readArea(context, history, entry, year));
  if (asked.filings.length > MOST_FILINGS)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'names of areas', limit: MOST_FILINGS });
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, asked);
  return asked;
}

async function readArea(
  context: Context,
  history: AreaHistory,
  entry: AreaEntry,
  year: number,
): Promise<AskedArea> {
  const { covers, filings } = coverArea(history, entry, year);
  const { shapes, ranges } = await readAreaPlace(context, history, entry, year);
  return { entry, year, covers: covers.map((cover) => ({ ...cover, shapes })), filings, ranges };
}

export interface AreaFilter {
  readonly code?: string | null | undefined;
  readonly name?: string | null | undefined;
  readonly year?: number | null | undefined;
  readonly first: number;
}

const MOST_AREAS = 1_000;

/** Areas that bear a code or a name, or whose name holds it, in a year or ever; in order of code and time. Throws BAD_INPUT. */
export async function listAreas(context: Context, filter: AreaFilter): Promise<readonly AreaEntry[]> {
  const { code, name, year, first } = filter;
  if (!Number.isInteger(first) || first < 1 || first > MOST_AREAS)
    throw bad(`first is not from 1 to ${MOST_AREAS}`, 'first');
  const { history } = await getAreas(context);
  const text = name == null ? null : foldHan(name.trim());
  return history.entries
    .filter(
      (entry) =>
        (code == null || entry.code === code) &&
        (text === null || formsOf(entry).some((form) => form.includes(text))) &&
        (year == null || (entry.from <= year && (entry.to === null || year < entry.to))),
    )
    .sort((one, other) => (`${one.code}${one.from}` < `${other.code}${other.from}` ? -1 : 1))
    .slice(0, first);
}
