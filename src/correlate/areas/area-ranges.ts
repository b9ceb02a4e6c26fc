import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { listAreaCells } from '../../generated/statements.ts';
import { rangeOfCell } from '../../intake/record-place.ts';
import type { AreaEntry, AreaHistory } from '../../standardise/areas.ts';
import { areaId } from './area-store.ts';
import { innerOf } from './outer-area.ts';

/** Cells, from one to another, that lie in an area for sure, or through which its border goes. */
export interface AreaRange {
  readonly cellFrom: string;
  readonly cellTo: string;
  readonly sure: boolean;
}

/** Ranges that one question may seek by. */
const MOST_RANGES = 20_000;

/**
 * The cells of an area by its own shape, else by the shapes of what lay in it in a year; none where nothing of it has one. Throws
 * QUESTION_TOO_WIDE.
 */
export async function readAreaRanges(
  context: Context,
  history: AreaHistory,
  entry: AreaEntry,
  year: number,
): Promise<readonly AreaRange[]> {
  const chosen =
    entry.shape === undefined
      ? innerOf(history, entry, year).filter(({ shape }) => shape !== undefined)
      : [entry];
  if (chosen.length === 0) return [];
  const ids = chosen.map(areaId);
  const rows = await context.graph.read(listAreaCells, { ids }, { signal: context.signal });
  const inside = new Set(rows.flatMap((row) => row.inside));
  const border = new Set(rows.flatMap((row) => row.border).filter((cell) => !inside.has(cell)));
  if (inside.size + border.size > MOST_RANGES)
    throw new JingweiError('QUESTION_TOO_WIDE', { what: 'cells of areas', limit: MOST_RANGES });
  return [
    ...[...inside].map((cell) => ({ ...rangeOfCell(cell), sure: true })),
    ...[...border].map((cell) => ({ ...rangeOfCell(cell), sure: false })),
  ];
}
