import type { ReadContext } from '../../access/access.ts';
import { type AsOf, recordedParam } from '../../as-of.ts';
import { listEntityOccasions as listEntityOccasionsStatement } from '../../generated/statements.ts';
import { groupRows } from '../../group-rows.ts';
import type { OccasionModel } from './find-occasions.ts';
import { parseEvidence } from './stored-evidence.ts';

/** Of each entity; an event has a handful. */
const MOST = 100;

/** What belongs to one happening with the events that some entities are, by entity, the most probable first. */
export async function listEntityOccasions(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly OccasionModel[]>> {
  const isNow = asOf.recorded === null;
  const rows = await context.graph.read(
    listEntityOccasionsStatement,
    { ...recordedParam(asOf), entities, most: BigInt(MOST), sight: context.access.decision.sight },
    {
      signal: context.signal,
      slots: {
        refers: isNow ? 'refers-now' : 'refers-as-of',
        occasion: isNow ? 'occasion-now' : 'occasion-as-of',
      },
    },
  );
  const occasions = new Map<string, readonly OccasionModel[]>();
  for (const [entity, own] of groupRows(rows, (row) => row.entity)) {
    for (const { record, dataset, otherRecord, otherDataset } of own) {
      context.access.use.record(record, dataset);
      context.access.use.record(otherRecord, otherDataset);
    }
    occasions.set(
      entity,
      own.map(({ record, dataset, otherRecord, otherDataset, minutes, probability, evidence }) => ({
        ...{ minutes, probability, evidence: parseEvidence(evidence) },
        record: { asOf, id: record, dataset },
        otherRecord: { asOf, id: otherRecord, dataset: otherDataset },
      })),
    );
  }
  return occasions;
}
