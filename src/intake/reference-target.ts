import type { Context } from '../context.ts';
import { type RecordId, recordId } from '../ids.ts';
import type { Reference } from './contract/reference.ts';
import { SeenKeys } from './contract/seen-keys.ts';
import { findDefinition } from './dataset-store.ts';
import type { DatasetDefinition } from './definition.ts';
import { type DeliveryMode, states } from './delivery.ts';
import { listRecentDeliveries } from './delivery-store.ts';
import { listSoundRows } from './judged-rows.ts';
import type { SourceRow } from './mapped.ts';
import { joinKey } from './mapping/content-key.ts';
import { compileKeyTexts } from './mapping/key-texts.ts';
import type { RowSource } from './row-source.ts';
import type { SeenRecords } from './seen-records.ts';
import { listStatedRows } from './stored-rows.ts';

/** The delivery whose rows name things; the rows of a dataset may name each other. */
export interface NamingDelivery {
  readonly definition: DatasetDefinition;
  readonly mode: DeliveryMode;
  readonly source: RowSource;
  readonly seen: SeenRecords;
}

/** How the values of a foreign key are looked up. */
export type ReferenceTarget =
  /** Nothing was ever taken in where it points: what is missing can't be told from what is still to come. */
  | { readonly by: 'nothing' }
  /** It names the key of the records there: one seek by id each. */
  | {
      readonly by: 'record';
      idOf(values: readonly string[]): RecordId;
      /** Whether this delivery itself states the record. */
      isStated(id: RecordId): boolean;
      /** Whether this delivery ends the record. */
      isEnding(id: RecordId): boolean;
    }
  /** It names other columns: their values were read once, 50 bytes or so each. */
  | { readonly by: 'values'; has(values: readonly string[]): boolean };

/** Finds out how a foreign key can be looked up, reading no more than that takes. */
export async function openTarget(
  context: Context,
  reference: Reference,
  delivery: NamingDelivery,
): Promise<ReferenceTarget> {
  const isOwn = reference.dataset === delivery.definition.id;
  const definition = isOwn ? delivery.definition : await findAppliedDefinition(context, reference.dataset);
  if (definition?.contract.object.name !== reference.object) return { by: 'nothing' };
  const order = orderOfKey(definition, reference.targetColumns);
  if (order === null) {
    const has = await readValues(context, reference, definition, isOwn ? delivery : null);
    return { by: 'values', has };
  }
  const { mode, seen } = delivery;
  return {
    by: 'record',
    idOf: (values) => recordId(definition.id, joinKey(order.map((index) => values[index] ?? ''))),
    isStated: (id) => isOwn && seen.count(id) > 0,
    isEnding: (id) => isOwn && mode === 'FULL' && !seen.has(id),
  };
}

/** The present definition of a dataset of which a delivery was applied and not taken back. */
async function findAppliedDefinition(
  context: Context,
  dataset: string,
): Promise<DatasetDefinition | undefined> {
  const recent = await listRecentDeliveries(context, dataset);
  if (!recent.some(({ state, kind }) => state === 'APPLIED' && states(kind))) return undefined;
  return findDefinition(context, dataset);
}

/** Where each part of a record's key stands among some columns; null when they are not the key. */
function orderOfKey({ mapping }: DatasetDefinition, columns: readonly string[]): readonly number[] | null {
  const { key } = mapping.record;
  if (key === null || key.length !== columns.length) return null;
  const order = key.map((name) => columns.indexOf(name));
  return order.includes(-1) ? null : order;
}

async function readValues(
  context: Context,
  { targetColumns }: Reference,
  { id, contract }: DatasetDefinition,
  own: NamingDelivery | null,
): Promise<(values: readonly string[]) => boolean> {
  const read = compileKeyTexts(targetColumns, contract.object);
  const known = new SeenKeys();
  const learn = async (pages: AsyncIterable<readonly SourceRow[]>): Promise<void> => {
    for await (const rows of pages) {
      for (const row of rows) known.see(joinKey(read(row)), '');
    }
  };
  if (own !== null) await learn(listSoundRows(own.definition, own.source));
  if (own?.mode !== 'FULL') await learn(listStatedRows(context, id));
  return (values) => known.has(joinKey(values));
}
