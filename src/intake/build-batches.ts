import { JingweiError } from '../errors.ts';
import type { Properties } from '../graph/values.ts';
import { type DeliveryId, digest, type RecordId } from '../ids.ts';
import type { Batch } from './apply-batch.ts';
import type { ContractObject } from './contract/contract.ts';
import type { DatasetDefinition } from './definition.ts';
import type { ErasedRows } from './erased-rows.ts';
import { createRowJudge, type JudgedRow, judgeRows } from './judged-rows.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import type { ClassOf } from './mention-properties.ts';
import { type PreparedRecord, prepareRecord, type RecordOrigin } from './prepared-record.ts';
import type { NamingRecord } from './put-aside-missing.ts';
import type { RawRow, RowWriter } from './raw-row.ts';
import type { References } from './references.ts';
import { isRowFault, type RowMapper } from './row-mapper.ts';
import type { RowSource } from './row-source.ts';
import type { SeenRecords } from './seen-records.ts';

/**
 * Rows and mentions per transaction: large enough to spread its cost, small enough for the smallest server (a mention
 * with its entity, references and links takes some 25 kB of Neo4j's transaction memory).
 */
const BATCH_WEIGHT = 4_500;
/** Rows of unfinished records that may wait for their other rows. */
const MOST_WAITING = 200_000;
const MOST_SHOWN = 200;

export interface BatchPlan {
  readonly definition: DatasetDefinition;
  readonly delivery: DeliveryId;
  readonly statedAt: string;
  readonly source: RowSource;
  readonly seen: SeenRecords;
  readonly layouts: RowWriter;
  /** null where the contract has no foreign keys. */
  readonly references: References | null;
  /** null where no row was ever erased. */
  readonly erased: ErasedRows | null;
}

interface Group {
  readonly key: string;
  readonly rows: { readonly source: SourceRow; readonly raw: RawRow }[];
}

/**
 * Turns the rows of a delivery into batches ready to be written. The same delivery always gives the same batches, so
 * that a resumed one can pass over those that were written.
 * @throws JingweiError LIMIT_EXCEEDED when the rows of single records lie too far apart in the file
 */
export async function* buildBatches(plan: BatchPlan): AsyncGenerator<Batch> {
  const { definition, source, seen } = plan;
  const judge = createRowJudge(definition);
  const builder = new BatchBuilder(plan, judge.mapper);
  const waiting = new Map<RecordId, Group>();
  let waitingRows = 0;
  for await (const judged of judgeRows(source, judge, plan.erased)) {
    for (const one of judged) {
      if (one.erased === true) {
        builder.passOver();
        continue;
      }
      const raw = plan.layouts.write(one.row);
      if (one.fault !== null || one.record === null) {
        builder.quarantine(one, raw);
        continue;
      }
      const { id, key } = one.record;
      const expected = seen.count(id);
      const group = waiting.get(id) ?? { key, rows: [] };
      group.rows.push({ source: one.row, raw });
      if (group.rows.length === expected) {
        if (waiting.delete(id)) waitingRows -= expected - 1;
        builder.record(group);
      } else {
        waiting.set(id, group);
        waitingRows += 1;
        if (waitingRows > MOST_WAITING) {
          throw new JingweiError('LIMIT_EXCEEDED', {
            what: 'The distance between rows of one record (sort the file by its key)',
            limit: `${MOST_WAITING} rows`,
          });
        }
      }
      if (builder.full) yield builder.take();
    }
    if (builder.full) yield builder.take();
  }
  if (waiting.size > 0) throw new Error('A delivery changed while it was being read');
  if (!builder.empty) yield builder.take();
}

class BatchBuilder {
  readonly #plan: BatchPlan;
  readonly #mapper: RowMapper;
  readonly #origin: RecordOrigin;
  #records: PreparedRecord[] = [];
  #quarantined: Properties[] = [];
  #naming: NamingRecord[] = [];
  #erased = 0;
  #weight = 0;
  #number = 0;

  constructor(plan: BatchPlan, mapper: RowMapper) {
    this.#plan = plan;
    this.#mapper = mapper;
    this.#origin = {
      dataset: plan.definition.id,
      definition: plan.definition.hash,
      delivery: plan.delivery,
      statedAt: plan.statedAt,
      classOf: compileClassOf(plan.definition.contract.object),
    };
  }

  get full(): boolean {
    return this.#weight >= BATCH_WEIGHT;
  }

  get empty(): boolean {
    return this.#weight === 0;
  }

  record({ key, rows }: Group): void {
    const sources = rows.map(({ source }) => source);
    const mapped = this.#mapper.map(key, sources);
    if (isRowFault(mapped)) {
      for (const { source, raw } of rows) this.#putAside(this.#quarantinedRow(source, raw, mapped, key));
      return;
    }
    const raw = rows.map((row) => row.raw);
    const prepared = prepareRecord(mapped, raw, this.#origin);
    const record: PreparedRecord =
      rows.length < 2 ? prepared : { ...prepared, shapeInOrder: () => this.#shapeInOrder(key, sources, raw) };
    this.#records.push(record);
    if (this.#plan.references !== null && record.operation === 'upsert') {
      this.#naming.push({
        record,
        rows: sources,
        putAside: (fault) => rows.map((row) => this.#quarantinedRow(row.source, row.raw, fault, key)),
      });
    }
    this.#weight += rows.length + record.mentions.length;
  }

  /** A row that was erased before: it only counts. */
  passOver(): void {
    this.#erased += 1;
    this.#weight += 1;
  }

  quarantine({ row, fault, record }: JudgedRow, raw: RawRow): void {
    if (fault === null) throw new Error('A row without fault has no reason to wait');
    this.#putAside(this.#quarantinedRow(row, raw, fault, record?.key ?? null));
  }

  take(): Batch {
    const batch: Batch = {
      number: this.#number,
      records: this.#records,
      quarantined: this.#quarantined,
      naming: this.#naming,
      references: this.#plan.references ?? undefined,
      ending: [],
      erased: this.#erased,
    };
    this.#number += 1;
    this.#records = [];
    this.#quarantined = [];
    this.#naming = [];
    this.#erased = 0;
    this.#weight = 0;
    return batch;
  }

  #shapeInOrder(key: string, rows: readonly SourceRow[], raw: readonly RawRow[]): string | null {
    const mapped = this.#mapper.mapInOrder(key, rows);
    return isRowFault(mapped) ? null : prepareRecord(mapped, raw, this.#origin).shape;
  }

  #putAside(row: Properties): void {
    this.#quarantined.push(row);
    this.#weight += 1;
  }

  #quarantinedRow(row: SourceRow, raw: RawRow, fault: RowFault, key: string | null): Properties {
    return {
      id: `q_${digest(this.#plan.delivery, String(row.line))}`,
      dataset: this.#plan.definition.id,
      delivery: this.#plan.delivery,
      state: 'OPEN',
      line: BigInt(row.line),
      rule: fault.rule,
      column: fault.column,
      columns: fault.column === null ? [] : [fault.column, ...(fault.further ?? [])],
      value: fault.value === null ? null : fault.value.slice(0, MOST_SHOWN),
      reason: fault.reason,
      key,
      raw: raw.text,
      layout: raw.layout,
    };
  }
}

/** Class of a column by its logical name; a column that the contract does not know is sensitive. */
export function compileClassOf(object: ContractObject): ClassOf {
  const classes = new Map(object.columns.map(({ name, classification }) => [name, classification]));
  return (column) => classes.get(column) ?? 'sensitive';
}
