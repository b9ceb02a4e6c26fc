import type { ReadContext } from '../../access/access.ts';
import type { AsOf, During } from '../../as-of.ts';
import { groupRows } from '../../group-rows.ts';
import { chooseDatasets, type DatasetChoice } from '../../intake/chosen-datasets.ts';
import type { RecordRef } from '../../intake/record.ts';
import { bad, checkWhole } from '../check-input.ts';
import { getEntities } from '../get-entity.ts';
import type { Certainty } from '../presence/certainty.ts';
import { checkNearness, listMeetings, type Meeting, type Nearness } from './list-meetings.ts';
import { listMoments } from './moments.ts';

export interface CoPresenceArguments extends Nearness, DatasetChoice {
  readonly entities: readonly string[];
  readonly during?: During | null | undefined;
  readonly first: number;
}

/** A moment at which all of a set were near. */
export interface CoPresenceModel {
  readonly at: number;
  readonly certainty: Certainty;
  /** One record of each, of the one with fewest moments first. */
  readonly records: readonly RecordRef[];
}

export interface CoPresencesModel {
  readonly occasions: readonly CoPresenceModel[];
  readonly totalCount: number;
  readonly isCut: boolean;
}

const MOST_ENTITIES = 20;
const MOST = 500;

/**
 * When all of a set of entities were together: moments of the one with fewest of them, around which each of the others has
 * a record; newest first. Throws BAD_INPUT, NOT_FOUND.
 */
export async function findCoPresence(
  context: ReadContext,
  asOf: AsOf,
  args: CoPresenceArguments,
): Promise<CoPresencesModel> {
  checkNearness(args);
  checkWhole('first', args.first, MOST);
  if (args.entities.length > MOST_ENTITIES) throw bad(`more than ${MOST_ENTITIES} entities`, 'entities');
  const entities = await getEntities(context, asOf, args.entities);
  if (entities.length < 2) throw bad('entities name fewer than two different ones', 'entities');
  const datasets = await chooseDatasets(context, args);
  const all = await Promise.all(
    entities.map(async ({ id }) => ({
      id,
      ...(await listMoments(context, asOf, id, { during: args.during, datasets })),
    })),
  );
  const [rarest, ...others] = all.sort(
    (a, b) => a.moments.length - b.moments.length || (a.id < b.id ? -1 : 1),
  );
  if (rarest === undefined) throw bad('entities are empty', 'entities');
  const { withinMeters, withinMinutes } = args;
  const found = await listMeetings(context, asOf, {
    ...{ entity: rarest.id, moments: rarest.moments, others: others.map(({ id }) => id), datasets },
    ...{ kinds: [...new Set(entities.map(({ kind }) => kind))], withinMeters, withinMinutes },
  });
  const occasions = [...groupRows(found.meetings, ({ moment }) => moment.id).values()]
    .filter((meetings) => new Set(meetings.map(({ other }) => other)).size === others.length)
    .sort(byTime);
  return {
    occasions: occasions.slice(0, args.first).map((meetings) => toCoPresence(context, asOf, meetings)),
    totalCount: occasions.length,
    isCut: found.isCut || all.some(({ isCut }) => isCut),
  };
}

function byTime([a]: readonly Meeting[], [b]: readonly Meeting[]): number {
  if (a === undefined || b === undefined) return 0;
  return b.moment.validFrom - a.moment.validFrom || (a.moment.id < b.moment.id ? -1 : 1);
}

/** Of several records of one entity the surest, then the nearest in time. */
function toCoPresence({ access }: ReadContext, asOf: AsOf, meetings: readonly Meeting[]): CoPresenceModel {
  const nearest = [...meetings].sort(
    (a, b) =>
      (a.certainty < b.certainty ? -1 : a.certainty > b.certainty ? 1 : 0) ||
      a.apart - b.apart ||
      (a.record < b.record ? -1 : 1),
  );
  const chosen = [...new Map([...nearest].reverse().map((meeting) => [meeting.other, meeting])).values()];
  const moment = chosen[0]?.moment;
  const named = [...(moment === undefined ? [] : [{ id: moment.id, dataset: moment.dataset }])];
  for (const { record, dataset } of chosen)
    if (!named.some(({ id }) => id === record)) named.push({ id: record, dataset });
  for (const { id, dataset } of named) access.use.record(id, dataset);
  return {
    at: moment?.validFrom ?? 0,
    certainty: chosen.every(({ certainty }) => certainty === 'CERTAIN') ? 'CERTAIN' : 'POSSIBLE',
    records: named.map(({ id, dataset }) => ({ asOf, id, dataset })),
  };
}
