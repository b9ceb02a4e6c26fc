import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import type { MentionId, RecordId } from '../ids.ts';
import { type MentionModel, toMention } from '../intake/mention.ts';

/** A mention as the fragment `mentions-now` gives it, beside its entity. */
export type MentionTuple = readonly [
  id: MentionId,
  record: RecordId,
  recordKey: string,
  dataset: string,
  role: string,
  itemKey: string,
  kind: string,
  type: string,
  name: string | null,
  validFrom: number,
  validTo: number,
  precision: string,
  recordedFrom: number,
  recordedTo: number,
  inScope: boolean,
];

export function fromTuple(context: ReadContext, tuple: MentionTuple, asOf: AsOf): MentionModel {
  const [id, record, recordKey, dataset, role, itemKey, kind, type, name, validFrom, validTo, ...rest] =
    tuple;
  const [precision, recordedFrom, recordedTo, inScope] = rest;
  return toMention(
    context,
    {
      ...{ id, record, recordKey, dataset, role, itemKey, kind, type, name },
      ...{ validFrom, validTo, precision, recordedFrom, recordedTo, inScope },
    },
    asOf,
  );
}
