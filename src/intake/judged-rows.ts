import { type RecordId, recordId } from '../ids.ts';
import type { DatasetDefinition } from './definition.ts';
import { createDeliveryQuality, type QualityFinding } from './delivery-quality.ts';
import type { ErasedRows } from './erased-rows.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import { contentKey } from './mapping/content-key.ts';
import { createRowMapper, type RowMapper, restatesRows } from './row-mapper.ts';
import type { RowSource } from './row-source.ts';

/** A row with what the contract says of it: which record it states, or what it breaks. */
export interface JudgedRow {
  readonly row: SourceRow;
  readonly fault: RowFault | null;
  /** The record that it would state; null when not even its key can be read. */
  readonly record: { readonly id: RecordId; readonly key: string } | null;
  /** Whether it was erased before: then it is counted and nothing else. */
  readonly erased?: boolean;
}

/** Judges the rows of a delivery one after the other; judging the same rows again gives the same. */
export interface RowJudge {
  readonly mapper: RowMapper;
  judge(row: SourceRow): JudgedRow;
  findings(): readonly QualityFinding[];
}

export function createRowJudge(definition: DatasetDefinition): RowJudge {
  const mapper = createRowMapper(definition);
  const quality = createDeliveryQuality(definition.contract, { restates: restatesRows(definition) });
  const identify = (row: SourceRow): JudgedRow['record'] => {
    const key = mapper.keyOf(row) ?? contentKey(row);
    return { id: recordId(definition.id, key), key };
  };
  return {
    mapper,
    judge(row) {
      const own = mapper.check(row);
      const fault = quality.see(row, own) ?? own;
      // A row that cannot be read in full may still show which record it speaks of: that record must not end.
      const keyed = fault === null || (row.fault === undefined ? fault.rule !== 'key' : mapper.hasKey(row));
      return { row, fault, record: keyed ? identify(row) : null };
    },
    findings: () => quality.findings(),
  };
}

/** Every row of a source with its judgement, in order. `erased`: the rows that are passed over; null: none are. */
export async function* judgeRows(
  source: RowSource,
  judge: RowJudge,
  erased: ErasedRows | null,
): AsyncGenerator<readonly JudgedRow[]> {
  for await (const rows of source.rows()) {
    const gone = await erased?.find(rows);
    yield rows.map((row) =>
      gone?.has(row) === true ? { row, fault: null, record: null, erased: true } : judge.judge(row),
    );
  }
}

/** The rows of a delivery that break nothing by themselves. */
export async function* listSoundRows(
  definition: DatasetDefinition,
  source: RowSource,
): AsyncGenerator<readonly SourceRow[]> {
  for await (const judged of judgeRows(source, createRowJudge(definition), null)) {
    yield judged.filter(({ fault }) => fault === null).map(({ row }) => row);
  }
}
