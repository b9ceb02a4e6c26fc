import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listRecordsOfSubjects, listRecordsWithin } from '../generated/statements.ts';
import type { Graph } from '../graph/graph.ts';
import { toDateTime, toPoint } from '../graph/values.ts';
import type { RecordId } from '../ids.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';
import type { MatterModel } from './matter-model.ts';

/** Records that the scope of one matter may hold: every guard is given their ids. What reaches further names whole datasets. */
const MOST = 20_000;
/** How long they answer, in milliseconds: a record that comes or goes is in or out of the scope no later. */
const FRESH = 2_000;

interface Kept {
  readonly version: number;
  readonly at: number;
  readonly records: Promise<readonly RecordId[]>;
}

const kept = new WeakMap<Graph, Map<string, Kept>>();

/** Whether a matter's subjects, period and place leave rows of its datasets out. */
export function isNarrowed({ scope: { subjects, period, place } }: MatterModel): boolean {
  return subjects.length > 0 || period.from !== null || period.to !== null || place !== null;
}

/** The records within the scope of a narrow matter, as they stand; at most two seconds old. Throws MATTER_TOO_WIDE. */
export function findScopeRecords(context: Context, matter: MatterModel): Promise<readonly RecordId[]> {
  const known = kept.get(context.graph) ?? new Map<string, Kept>();
  kept.set(context.graph, known);
  const earlier = known.get(matter.id);
  if (earlier?.version === matter.version && performance.now() - earlier.at < FRESH) return earlier.records;
  const records = readRecords(context, matter);
  known.set(matter.id, { version: matter.version, at: performance.now(), records });
  records.catch(() => known.delete(matter.id));
  return records;
}

async function readRecords({ graph }: Context, { id, scope }: MatterModel): Promise<readonly RecordId[]> {
  const { subjects, datasets, period, place } = scope;
  const params = {
    datasets,
    since: toDateTime(period.from ?? FAR_PAST),
    until: toDateTime(period.to ?? FAR_FUTURE),
    place: place === null ? null : toPoint(place.longitude, place.latitude),
    radius: place?.radiusMeters ?? 0,
    limit: BigInt(MOST + 1),
  };
  const rows =
    subjects.length > 0
      ? await graph.read(listRecordsOfSubjects, { ...params, subjects })
      : await graph.read(listRecordsWithin, params);
  if (rows.length > MOST) throw new JingweiError('MATTER_TOO_WIDE', { matter: id, limit: MOST });
  return rows.map((row) => row.id);
}
