import type { AsOf } from '../as-of.ts';
import type { DeliveryId, RecordId } from '../ids.ts';
import type { DeliveryRef } from '../intake/delivery-model.ts';
import type { RecordRef } from '../intake/record.ts';

/** The delivery that a statement came by, named but not read. */
export function deliveryOf(stated: { readonly delivery: DeliveryId; readonly dataset: string }): DeliveryRef {
  return { id: stated.delivery, dataset: stated.dataset };
}

/** The record that a statement is made in, named but not read. */
export function recordOf(stated: {
  readonly asOf: AsOf;
  readonly record: RecordId;
  readonly dataset: string;
  readonly recordKey?: string;
}): RecordRef {
  const { asOf, record, dataset, recordKey } = stated;
  return { asOf, id: record, dataset, ...(recordKey === undefined ? {} : { key: recordKey }) };
}
