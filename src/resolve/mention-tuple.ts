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
  // One literal: spread together from parts, hundreds of them were a tenth of what a page cost Node.
  return toMention(
    context,
    {
      id: tuple[0],
      record: tuple[1],
      recordKey: tuple[2],
      dataset: tuple[3],
      role: tuple[4],
      itemKey: tuple[5],
      kind: tuple[6],
      type: tuple[7],
      name: tuple[8],
      validFrom: tuple[9],
      validTo: tuple[10],
      precision: tuple[11],
      recordedFrom: tuple[12],
      recordedTo: tuple[13],
      inScope: tuple[14],
    },
    asOf,
  );
}
