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
  name: string,
  validFrom: number,
  validTo: number,
  precision: string,
  recordedFrom: number,
  recordedTo: number,
];

export function fromTuple(tuple: MentionTuple, asOf: AsOf): MentionModel {
  const [id, record, recordKey, dataset, role, itemKey, kind, type, name, validFrom, validTo, ...rest] =
    tuple;
  const [precision, recordedFrom, recordedTo] = rest;
  return toMention(
    {
      ...{ id, record, recordKey, dataset, role, itemKey, kind, type, name },
      ...{ validFrom, validTo, precision, recordedFrom, recordedTo },
    },
    asOf,
  );
}
