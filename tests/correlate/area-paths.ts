import type { AreaEntry } from '../../src/standardise/areas.ts';

/** A piece of land: the area that it belonged to in each year. */
type Piece = ReadonlyMap<number, AreaEntry>;

const FIRST = 1975;
export const LAST = 2030;

/**
 * Every way that a piece of land may have gone, year by year: at each change it stays where there is something to stay in, or goes
 * into one of the successors. Brute force, for histories of a few areas.
 */
export function listPieces(entries: readonly AreaEntry[]): readonly Piece[] {
  const find = (code: string, year: number) =>
    entries
      .filter((one) => one.code === code && one.from <= year && (one.to === null || year < one.to))
      .at(-1);
  const isFounded = (entry: AreaEntry): boolean =>
    entries.some(({ successors }) =>
      successors.some(({ code, year }) => year === entry.from && find(code, year) === entry),
    );
  const pieces: Piece[] = [];
  const go = (entry: AreaEntry, year: number, piece: ReadonlyMap<number, AreaEntry>): void => {
    if (year > LAST) {
      pieces.push(piece);
      return;
    }
    const options = entry.successors.flatMap((next) => {
      const into = next.year === year ? find(next.code, year) : undefined;
      return into === undefined ? [] : [into];
    });
    const stays = entry.to === null || year < entry.to;
    if (!stays && options.length === 0) pieces.push(piece);
    for (const next of [...(stays ? [entry] : []), ...options])
      go(next, year + 1, new Map([...piece, [year, next]]));
  };
  for (const entry of entries)
    if (!isFounded(entry))
      go(entry, Math.max(entry.from, FIRST) + 1, new Map([[Math.max(entry.from, FIRST), entry]]));
  return pieces;
}

/** Whether all, some or none of the pieces that belonged to an area in a year belong to others in another year. */
export function judgePieces(
  pieces: readonly Piece[],
  entry: AreaEntry,
  year: number,
  within: (area: AreaEntry) => boolean,
  target: number,
): 'CERTAIN' | 'POSSIBLE' | 'NONE' {
  const reached = pieces
    .filter((piece) => piece.get(year) === entry)
    .flatMap((piece) => piece.get(target) ?? []);
  if (!reached.some(within)) return 'NONE';
  return reached.every(within) ? 'CERTAIN' : 'POSSIBLE';
}
