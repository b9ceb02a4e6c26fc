import { hash } from 'node:crypto';
import { buildErasureEntry } from '../audit/erasure-entry.ts';
import type { Chain } from '../chain/chain.ts';
import { now } from '../context.ts';
import {
  eraseHistory,
  eraseQuarantine,
  eraseRecords,
  layTombstones,
  listAttributesOfRecords,
  listExpiredHistory,
  listExpiredQuarantine,
  listExpiredRecords,
} from '../generated/statements.ts';
import type { Transaction } from '../graph/graph.ts';
import { OPEN_END } from '../graph/values.ts';
import type { DeliveryId, RecordId } from '../ids.ts';
import { applyBatch, takeLock } from '../intake/apply-batch.ts';
import { changeDelivery, getDelivery, openDelivery } from '../intake/delivery-store.ts';
import { type ErasureKey, makeErasureKey } from '../intake/erasure-key.ts';
import { dismissDelivery } from '../intake/held-delivery.ts';
import type { IntakeContext } from '../intake/intake-context.ts';
import { whileRunning } from '../intake/owner.ts';
import { toMentionState } from '../intake/record-difference.ts';
import { RowReader } from '../intake/stored-rows.ts';
import { forgetIdentifiers, identifierKeysOf } from '../resolve/forget-identifiers.ts';
import { decidedValuesOf, forgetValues } from './forget-values.ts';
import { type ErasurePlan, HISTORY } from './plan-erasure.ts';
import type { DatasetErasure } from './retention-report.ts';

/** Where every erasure is written down before it counts as done. */
export interface ErasureLog {
  /** Name of the user of the machine. */
  readonly by: string;
  readonly log: Pick<Chain, 'append'>;
}

/** Records in one transaction. */
const BATCH = 500;

type Counts = {
  -readonly [K in 'records' | 'standing' | 'rows' | 'versions' | 'mentions' | 'quarantined']: number;
};

/**
 * Erases what is over its time in one dataset, batch by batch, under a delivery that says so. Standing records are ended
 * first, in a transaction that keeps identities and links right. Each row of an erased record, and each quarantined one, leaves a
 * tombstone; superseded statements of a record that stays leave none, for their values may be stated again.
 * Throws DELIVERY_IN_PROGRESS, RETENTION_KEY and LOG_UNAVAILABLE.
 */
export async function eraseDataset(
  context: IntakeContext,
  plan: ErasurePlan,
  { by, log }: ErasureLog,
): Promise<DatasetErasure> {
  const key = await makeErasureKey(context.settings.retention.keyFile);
  const { definition, found } = plan;
  const delivery = await openDelivery(context, {
    ...{ definition, kind: 'RETENTION', mode: 'INCREMENT', format: 'ndjson', state: 'APPLYING' },
    hash: hash('sha256', `${definition.id} ${found.before}`),
    statedAt: now(context),
  });
  return whileRunning(delivery, async () => {
    const counts: Counts = { records: 0, standing: 0, rows: 0, versions: 0, mentions: 0, quarantined: 0 };
    const eraser = new Eraser(context, plan, delivery, key, counts);
    await eraser.eraseRecords();
    await eraser.eraseHistory();
    await eraser.eraseQuarantine();
    for (const held of found.held) await dismissDelivery(context, held);
    const note =
      `erased ${counts.records} records in ${counts.rows} rows, ${counts.versions} superseded statements, ` +
      `${counts.quarantined} quarantined rows: kept for ${found.retention}, over since ${found.before}`;
    const size = counts.records + counts.quarantined;
    await log.append(buildErasureEntry({ dataset: definition.id, delivery, by, note, size }));
    await changeDelivery(context, delivery, { state: 'APPLIED', notes: [note] });
    return { ...found, ...counts };
  });
}

class Eraser {
  readonly #context: IntakeContext;
  readonly #plan: ErasurePlan;
  readonly #delivery: DeliveryId;
  readonly #key: ErasureKey;
  readonly #counts: Counts;
  readonly #reader: RowReader;
  #batch = 0;

  constructor(
    context: IntakeContext,
    plan: ErasurePlan,
    delivery: DeliveryId,
    key: ErasureKey,
    counts: Counts,
  ) {
    this.#context = context;
    this.#plan = plan;
    this.#delivery = delivery;
    this.#key = key;
    this.#counts = counts;
    this.#reader = new RowReader(context);
  }

  async eraseRecords(): Promise<void> {
    const { before, standingToo } = this.#plan;
    for (let after = ''; ; ) {
      const page = await this.#context.graph.read(
        listExpiredRecords,
        { dataset: this.#dataset, after, before, openEnd: OPEN_END, standingToo, limit: BigInt(BATCH) },
        { signal: this.#context.signal, slots: { expired: 'expired-record' } },
      );
      const last = page.at(-1);
      if (last === undefined) return;
      await this.#end(page.filter(({ current }) => current).map(({ id }) => id));
      const rows: string[] = [];
      for (const { raw, layouts } of page)
        for (const row of await this.#reader.read(raw, layouts))
          rows.push(this.#key.tombstoneOf(this.#dataset, row));
      const ids = page.map(({ id }) => id);
      await this.#inTransaction(rows, async (transaction) => {
        const [erased] = await this.#forgetting(transaction, ids, () =>
          transaction.run(eraseRecords, { ids }),
        );
        return () => {
          this.#counts.records += erased?.records ?? 0;
          this.#counts.versions += erased?.versions ?? 0;
          this.#counts.mentions += erased?.mentions ?? 0;
          this.#counts.rows += rows.length;
        };
      });
      after = last.id;
    }
  }

  async eraseHistory(): Promise<void> {
    const { before } = this.#plan;
    for (let after = ''; ; ) {
      const page = await this.#context.graph.read(
        listExpiredHistory,
        { dataset: this.#dataset, after, before, limit: BigInt(BATCH) },
        { signal: this.#context.signal, slots: HISTORY },
      );
      const last = page.at(-1);
      if (last === undefined) return;
      const ids = page.map(({ id }) => id);
      await this.#inTransaction([], async (transaction) => {
        const [erased] = await this.#forgetting(transaction, ids, () =>
          transaction.run(eraseHistory, { ids, before }, HISTORY),
        );
        return () => {
          this.#counts.versions += erased?.versions ?? 0;
          this.#counts.mentions += erased?.mentions ?? 0;
        };
      });
      after = last.id;
    }
  }

  async eraseQuarantine(): Promise<void> {
    const { before } = this.#plan;
    for (;;) {
      const page = await this.#context.graph.read(
        listExpiredQuarantine,
        { dataset: this.#dataset, before, limit: BigInt(BATCH) },
        { signal: this.#context.signal },
      );
      if (page.length === 0) return;
      const rows: string[] = [];
      for (const { raw, layout } of page)
        for (const row of await this.#reader.read([raw], [layout]))
          rows.push(this.#key.tombstoneOf(this.#dataset, row));
      await this.#inTransaction(rows, async (transaction) => {
        const [erased] = await transaction.run(eraseQuarantine, { ids: page.map(({ id }) => id) });
        return () => {
          this.#counts.quarantined += erased?.count ?? 0;
        };
      });
    }
  }

  get #dataset(): string {
    return this.#plan.definition.id;
  }

  async #end(ending: readonly RecordId[]): Promise<void> {
    if (ending.length === 0) return;
    const batch = { number: this.#batch, records: [], quarantined: [], ending };
    await applyBatch(this.#context, this.#delivery, batch, this.#context.listener);
    this.#batch += 1;
    this.#counts.standing += ending.length;
    const { ended } = await getDelivery(this.#context, this.#delivery);
    this.#context.onProgress({ phase: 'ending', rows: ended, of: this.#plan.found.standing });
  }

  /** What hangs on values apart from the mentions goes with them. */
  async #forgetting<T>(
    transaction: Transaction,
    ids: readonly RecordId[],
    erase: () => Promise<T>,
  ): Promise<T> {
    const mentions = await transaction.run(listAttributesOfRecords, { ids });
    const keys = identifierKeysOf(mentions.map(toMentionState));
    const decided = await decidedValuesOf(transaction, ids);
    const erased = await erase();
    await forgetIdentifiers(transaction, keys);
    await forgetValues(transaction, decided);
    return erased;
  }

  /** `work` gives what to count once the transaction has held; it may run several times until then. */
  async #inTransaction(
    tombstones: readonly string[],
    work: (transaction: Transaction) => Promise<() => void>,
  ): Promise<void> {
    this.#context.signal?.throwIfAborted();
    const count = await this.#context.graph.write(async (transaction) => {
      const at = await takeLock(this.#context, transaction);
      if (tombstones.length > 0) {
        const mark = { dataset: this.#dataset, key: this.#key.id, at, delivery: this.#delivery };
        await transaction.run(layTombstones, { ...mark, ids: [...new Set(tombstones)] });
      }
      return work(transaction);
    });
    count();
  }
}
