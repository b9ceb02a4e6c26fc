import type { Context } from '../context.ts';
import { now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listTouchedRecords, readDelivery, undoQuarantine, updateDelivery } from '../generated/statements.ts';
import { fromDateTime, toDateTime } from '../graph/values.ts';
import type { DeliveryId, RecordId } from '../ids.ts';
import { applyBatch } from './apply-batch.ts';
import { compileClassOf } from './build-batches.ts';
import { getDefinition, getDefinitionByHash } from './dataset-store.ts';
import type { DatasetDefinition } from './definition.ts';
import { type DeliveryReport, states } from './delivery.ts';
import {
  changeDelivery,
  getDelivery,
  getReport,
  listRecentDeliveries,
  openDelivery,
  type StoredDelivery,
} from './delivery-store.ts';
import type { IntakeContext } from './intake-context.ts';
import { whileRunning } from './owner.ts';
import { type PreparedRecord, prepareRecord } from './prepared-record.ts';
import { createRowMapper, isRowFault, type RowMapper } from './row-mapper.ts';
import { dropChunks } from './spool.ts';
import { RowReader } from './stored-rows.ts';

const PAGE = 1_000n;

/**
 * Takes back everything that the latest delivery of a dataset stated: records return to what was stated before,
 * records that it brought end, records that it ended stand again. What was known in between stays readable as of then.
 * One that is held half way is taken back as far as it got.
 * Throws DELIVERY_STATE, DELIVERY_NOT_LATEST, DELIVERY_IN_PROGRESS, NOT_FOUND.
 */
export async function undoDelivery(context: IntakeContext, id: string): Promise<DeliveryReport> {
  const undone = await getDelivery(context, id);
  if (!isApplied(undone) || !states(undone.kind)) {
    throw new JingweiError('DELIVERY_STATE', {
      delivery: id,
      state: undone.state.toLowerCase(),
      action: 'undone',
    });
  }
  const recent = await listRecentDeliveries(context, undone.dataset);
  const later = recent.filter((one) => one.sequence > undone.sequence && isApplied(one) && states(one.kind));
  if (later.length > 0) {
    throw new JingweiError('DELIVERY_NOT_LATEST', {
      delivery: id,
      later: later.map((one) => one.id).join(', '),
    });
  }
  const delivery = await openDelivery(context, {
    definition: await getDefinition(context, undone.dataset),
    hash: undone.hash,
    kind: 'UNDO',
    mode: 'INCREMENT',
    format: 'ndjson',
    statedAt: now(context),
    state: 'APPLYING',
    undoes: undone.id,
  });
  return whileRunning(delivery, async () => {
    await continueUndo(context, await getDelivery(context, delivery));
    return getReport(context, delivery);
  });
}

function isApplied({ state, batches }: Pick<StoredDelivery, 'state' | 'batches'>): boolean {
  return state === 'APPLIED' || (state === 'HELD' && batches > 0);
}

/** Takes back what is still to be taken back; what was, is no longer found. */
export async function continueUndo(context: IntakeContext, undo: StoredDelivery): Promise<void> {
  const started = context.clock();
  const target = await getUndone(context, undo.id);
  const restorer = new Restorer(context, undo);
  for (let number = undo.batches; ; number++) {
    const touched = await context.graph.read(listTouchedRecords, { delivery: target, limit: PAGE });
    if (touched.length === 0) break;
    const ending: RecordId[] = [];
    const records: PreparedRecord[] = [];
    const reattached: { id: RecordId; delivery: DeliveryId }[] = [];
    for (const row of touched) {
      if (row.raw === null || row.layouts === null || row.definition === null || row.delivery === null) {
        ending.push(row.id);
        continue;
      }
      const { raw, layouts, definition, delivery } = row;
      const statedAt = row.statedAt === null ? undo.statedAt : fromDateTime(row.statedAt);
      records.push(await restorer.restore({ key: row.key, raw, layouts, definition, delivery, statedAt }));
      reattached.push({ id: row.id, delivery });
    }
    const batch = { number, records, quarantined: [], ending, reattached };
    await applyBatch(context, undo.id, batch, context.listener);
    context.onProgress({ phase: 'applying', rows: (number + 1) * Number(PAGE), of: undefined });
  }
  await context.onApplied(context, undo.id, undo.dataset);
  await context.graph.write(async (transaction) => {
    await transaction.run(undoQuarantine, { delivery: target });
    await transaction.run(updateDelivery, {
      delivery: target,
      properties: { state: 'UNDONE', undoneAt: toDateTime(now(context)) },
    });
  });
  await dropChunks(context, target);
  const done = await getDelivery(context, undo.id);
  await changeDelivery(context, undo.id, {
    state: 'APPLIED',
    rows: BigInt(done.accepted + done.unchanged + done.versions),
    seconds: (context.clock() - started) / 1000,
  });
}

async function getUndone(context: Context, undo: DeliveryId): Promise<DeliveryId> {
  const target = (await context.graph.read(readDelivery, { id: undo }))[0]?.undoes;
  if (target === undefined || target === null)
    throw new Error('An undo names the delivery that it takes back');
  return target;
}

interface FormerStatement {
  readonly key: string;
  readonly raw: readonly string[];
  readonly layouts: readonly string[];
  readonly definition: string;
  readonly delivery: DeliveryId;
  readonly statedAt: string;
}

/** Builds records again as they were stated, by the definition of then. */
class Restorer {
  readonly #context: Context;
  readonly #dataset: string;
  readonly #reader: RowReader;
  readonly #mappers = new Map<string, RowMapper>();

  constructor(context: Context, undo: StoredDelivery) {
    this.#context = context;
    this.#dataset = undo.dataset;
    this.#reader = new RowReader(context);
  }

  #mapperOf(definition: DatasetDefinition): RowMapper {
    const known = this.#mappers.get(definition.hash);
    if (known !== undefined) return known;
    const mapper = createRowMapper(definition);
    this.#mappers.set(definition.hash, mapper);
    return mapper;
  }

  async restore(former: FormerStatement): Promise<PreparedRecord> {
    const definition = await getDefinitionByHash(this.#context, former.definition);
    const rows = await this.#reader.read(former.raw, former.layouts);
    const mapped = this.#mapperOf(definition).map(former.key, rows);
    if (isRowFault(mapped)) throw new Error(`A record that was accepted no longer maps: ${mapped.rule}`);
    const raw = former.raw.map((text, index) => ({ text, layout: former.layouts[index] ?? '' }));
    return prepareRecord(mapped, raw, {
      dataset: this.#dataset,
      definition: former.definition,
      delivery: former.delivery,
      statedAt: former.statedAt,
      classOf: compileClassOf(definition.contract.object),
    });
  }
}
