import { cellToCenterChild, getResolution, isValidCell } from 'h3-js';
import { JingweiError } from '../errors.ts';
import { type Point, toPoint } from '../graph/values.ts';
import { CELL_RESOLUTION } from './prepared-record.ts';

/** Where records are asked for. */
export type RecordPlace =
  | { readonly is: 'any' }
  | { readonly is: 'near'; readonly center: Point; readonly radius: number }
  | { readonly is: 'cell'; readonly cellFrom: string; readonly cellTo: string };

interface PlaceFilter {
  readonly near?: Near | null | undefined;
  readonly cell?: string | null | undefined;
}

interface Near {
  readonly longitude: number;
  readonly latitude: number;
  readonly radiusMeters: number;
}

const FARTHEST = 100_000;
const COARSEST = 5;
const DIGIT_BITS = 3n;
const HIGHEST_DIGIT = 6n;
const FINEST_RESOLUTION = 15;

/** Reads the place of a filter. Throws BAD_INPUT. */
export function readPlace({ near, cell }: PlaceFilter): RecordPlace {
  if (near != null && cell != null) throw bad('near and cell are given; give one', 'where');
  if (near != null) return readNear(near);
  if (cell != null) return readCell(cell);
  return { is: 'any' };
}

function readNear({ longitude, latitude, radiusMeters }: Near): RecordPlace {
  if (!(Math.abs(longitude) <= 180)) throw bad('longitude is not from -180 to 180', 'near');
  if (!(Math.abs(latitude) <= 90)) throw bad('latitude is not from -90 to 90', 'near');
  if (!(radiusMeters >= 0 && radiusMeters <= FARTHEST))
    throw bad(`radiusMeters is not from 0 to ${FARTHEST}`, 'near');
  return { is: 'near', center: toPoint(longitude, latitude), radius: radiusMeters };
}

function readCell(text: string): RecordPlace {
  const cell = text.toLowerCase();
  const resolution = isValidCell(cell) ? getResolution(cell) : -1;
  if (resolution < COARSEST || resolution > CELL_RESOLUTION)
    throw bad(`cell is not an H3 cell of resolution ${COARSEST} to ${CELL_RESOLUTION}`, 'cell');
  return { is: 'cell', ...rangeOfCell(cell) };
}

/** Children of a cell follow each other in the order of their ids, so that a coarser cell is a range of finer ones. */
export function rangeOfCell(cell: string): { readonly cellFrom: string; readonly cellTo: string } {
  const cellFrom = cellToCenterChild(cell, CELL_RESOLUTION);
  let last = BigInt(`0x${cellFrom}`);
  for (let digit = getResolution(cell) + 1; digit <= CELL_RESOLUTION; digit++)
    last |= HIGHEST_DIGIT << (DIGIT_BITS * BigInt(FINEST_RESOLUTION - digit));
  return { cellFrom, cellTo: last.toString(16) };
}

function bad(reason: string, argument: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason, argument });
}
