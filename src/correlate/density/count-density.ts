import { cellToParent } from 'h3-js';
import type { ReadContext } from '../../access/access.ts';
import type { AsOf, During } from '../../as-of.ts';
import { JingweiError } from '../../errors.ts';
import { countDensity as countDensityStatement } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { chooseDatasets, type DatasetChoice } from '../../intake/chosen-datasets.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { CELL_RESOLUTION } from '../../intake/prepared-record.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { type AreaInput, askArea } from '../areas/asked-area.ts';
import { bad, checkZone } from '../check-input.ts';
import { type Bounds, readBounds } from '../place/bounds.ts';
import { readPolygon } from '../place/polygon.ts';
import { seekArea, seekShape } from '../presence/presence-source.ts';
import { presenceBounds } from '../presence/window.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

export interface DensityArguments extends DatasetChoice {
  readonly polygon?: unknown;
  readonly bounds?: Bounds | null | undefined;
  readonly area?: AreaInput | null | undefined;
  readonly resolution: number;
  readonly by?: Stretch | null | undefined;
  readonly timeZone: string;
  readonly during?: During | null | undefined;
  readonly kinds?: readonly EntityKind[] | null | undefined;
}

/** Records in one cell during one stretch of local time. */
export interface DensityModel {
  /** Null: in the area, without a point. */
  readonly cell: string | null;
  /** Local time that the stretch begins at; null where time is not divided, and of records of which nobody said when they began. */
  readonly begins: string | null;
  readonly count: number;
}

const COARSEST = 4;
/** Rows of an answer: what is more is asked with larger cells, longer stretches or in parts. */
const MOST = 20_000;
/** Cells and stretches that the graph may tell, before they are rolled up. */
const MOST_FINE = 200_000;

const SLOTS = {
  HOUR: 'stretch-hour',
  DAY: 'stretch-day',
  WEEK: 'stretch-week',
  MONTH: 'stretch-month',
  YEAR: 'stretch-year',
} as const satisfies Record<Stretch, string>;

/**
 * Counts records per H3 cell and stretch of local time; one that lasts counts in each stretch that it may lie in, and one of which nobody
 * said when it began in none of them. In order of time, then of cells. Throws BAD_INPUT, AREA_UNKNOWN, QUESTION_TOO_WIDE.
 */
export async function countDensity(
  context: ReadContext,
  asOf: AsOf,
  args: DensityArguments,
): Promise<readonly DensityModel[]> {
  const { resolution, by, during, kinds, area, bounds: box } = args;
  if (!Number.isInteger(resolution) || resolution < COARSEST || resolution > CELL_RESOLUTION)
    throw bad(`resolution is not from ${COARSEST} to ${CELL_RESOLUTION}`, 'resolution');
  if ([args.polygon, box, area].filter((given) => given != null).length !== 1)
    throw bad('give one of polygon, bounds and area', 'bounds');
  if (by != null && (during?.from == null || during.to == null))
    throw bad('stretches of time need both ends of during', 'during');
  const { window, ...bounds } = presenceBounds(asOf, during);
  const { slots, params } =
    area == null
      ? seekShape(box == null ? readPolygon(args.polygon) : readBounds(box), asOf, window)
      : seekArea(await askArea(context, asOf, area), asOf);
  const rows = await context.graph.read(
    countDensityStatement,
    {
      ...params,
      ...bounds,
      datasets: await chooseDatasets(context, args),
      kinds: kinds ?? [],
      unstated: toDateTime(FAR_PAST),
      zone: checkZone(args.timeZone),
      most: BigInt(MOST_FINE + 1),
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: {
        find: slots.find,
        inside: slots.inside,
        refers: slots.refers,
        stretch: by == null ? 'stretch-none' : SLOTS[by],
      },
    },
  );
  if (rows.length > MOST_FINE) throw tooWide();
  return rollUp(rows, resolution, by ?? null, args.timeZone);
}

function rollUp(
  rows: readonly {
    readonly cell: string | null;
    readonly begin: string;
    readonly end: string;
    readonly count: number;
  }[],
  resolution: number,
  by: Stretch | null,
  zone: string,
): readonly DensityModel[] {
  const listStretches = stretchesOf(zone);
  const counts = new Map<string, { cell: string | null; begins: string | null; count: number }>();
  for (const { cell, begin, end, count } of rows) {
    const parent = resolution === CELL_RESOLUTION || cell === null ? cell : cellToParent(cell, resolution);
    for (const begins of by === null || begin === '' ? [null] : listStretches(begin, end, by)) {
      const key = `${begins ?? ''} ${parent ?? ''}`;
      const known = counts.get(key);
      if (known !== undefined) known.count += count;
      else if (counts.size >= MOST) throw tooWide();
      else counts.set(key, { cell: parent, begins, count });
    }
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, density]) => density);
}

function tooWide(): JingweiError {
  return new JingweiError('QUESTION_TOO_WIDE', { what: 'counts', limit: MOST });
}
