import { compactCells, getResolution } from 'h3-js';
import type { Context } from '../../context.ts';
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

/** Whether an area is sought by where it lies too: it is not where no shape is kept, or shapes have more cells than one question seeks by. */
export type AreaShapeUse = 'USED' | 'NONE' | 'TOO_MANY_CELLS';

export interface AreaPlace {
  readonly shapes: AreaShapeUse;
  /** None unless shapes are used. */
  readonly ranges: readonly AreaRange[];
}

/** Ranges that one question may seek by. */
const MOST_RANGES = 20_000;
/** Cells that are read to be made fewer: seven that lie in different areas may be one of what the areas lie in. */
const MOST_READ = 5 * MOST_RANGES;

/** The cells of an area by its own shape, else by the shapes of what lay in it in a year. */
export async function readAreaPlace(
  context: Context,
  history: AreaHistory,
  entry: AreaEntry,
  year: number,
): Promise<AreaPlace> {
  const chosen =
    entry.shape === undefined
      ? innerOf(history, entry, year).filter(({ shape }) => shape !== undefined)
      : [entry];
  if (chosen.length === 0) return { shapes: 'NONE', ranges: [] };
  const rows = await context.graph.read(
    listAreaCells,
    { ids: chosen.map(areaId), limit: BigInt(MOST_READ + 1) },
    { signal: context.signal },
  );
  const cellsOf = (isSure: boolean) =>
    rows.filter(({ sure }) => sure === isSure).flatMap(({ cells }) => cells);
  const [inside, border] = [cellsOf(true), cellsOf(false)];
  const isCut = inside.length + border.length > MOST_READ;
  return isCut ? { shapes: 'TOO_MANY_CELLS', ranges: [] } : placeOf(inside, border);
}

/** Where cells lie that are wholly inside, of any resolutions, or on a border: in as few ranges as they can be told in. Pure. */
export function placeOf(inside: readonly string[], border: readonly string[]): AreaPlace {
  const within = new Set(inside);
  const touched = [...new Set(border)].filter((cell) => !within.has(cell));
  const compact = compactAll(within);
  const count = compact.length + touched.length;
  if (count === 0) return { shapes: 'NONE', ranges: [] };
  if (count > MOST_RANGES) return { shapes: 'TOO_MANY_CELLS', ranges: [] };
  const ranges = [
    ...compact.map((cell) => ({ ...rangeOfCell(cell), sure: true })),
    ...touched.map((cell) => ({ ...rangeOfCell(cell), sure: false })),
  ];
  return { shapes: 'USED', ranges };
}

/** H3 compacts cells of one resolution: the finest first, and what they become together with the next coarser ones. */
function compactAll(cells: ReadonlySet<string>): readonly string[] {
  const levels = new Map<number, Set<string>>();
  const add = (cell: string): void => {
    const resolution = getResolution(cell);
    const level = levels.get(resolution) ?? new Set<string>();
    levels.set(resolution, level.add(cell));
  };
  for (const cell of cells) add(cell);
  const compact: string[] = [];
  for (let resolution = Math.max(0, ...levels.keys()); resolution >= 0; resolution--)
    for (const cell of compactCells([...(levels.get(resolution) ?? [])]))
      if (getResolution(cell) === resolution) compact.push(cell);
      else add(cell);
  return compact;
}
