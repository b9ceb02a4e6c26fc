import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { listCurrentKeys } from '../generated/statements.ts';
import type { DatasetDefinition } from './definition.ts';
import {
  type DeliveryMode,
  type DeliveryProgress,
  type HeldReason,
  isWrongEncoding,
  whyUnreadable,
} from './delivery.ts';
import { openErasedRows } from './erased-rows.ts';
import { inspectReferences } from './inspect-references.ts';
import { createRowJudge, judgeRows } from './judged-rows.ts';
import type { RowSource } from './row-source.ts';
import { SeenRecords } from './seen-records.ts';

/** What a delivery holds and would do, found without changing anything. */
export interface Inspection {
  readonly rows: number;
  readonly faulty: number;
  /** Records by how many rows state them; what a FULL delivery does not name here, it ends. */
  readonly seen: SeenRecords;
  readonly records: number;
  readonly wouldEnd: number;
  readonly heldReasons: readonly HeldReason[];
  /** Why it cannot be read to its end, if it cannot. */
  readonly unreadable: JingweiError | null;
  /** What a person should know of it though nothing is wrong. */
  readonly notes: readonly string[];
}

const PAGE = 10_000n;
/** Below this many records a share says little, so a small dataset is not held for a handful. */
const FEW = 10;

/** Reads a delivery once and compares it with the graph. Throws what the reader throws, a wrong encoding apart. */
export async function inspectDelivery(
  context: Context,
  definition: DatasetDefinition,
  source: RowSource,
  mode: DeliveryMode,
  onProgress: (progress: DeliveryProgress) => void,
): Promise<Inspection> {
  const judge = createRowJudge(definition);
  const erased = await openErasedRows(context, definition.id);
  const seen = new SeenRecords();
  let unreadable: JingweiError | null = null;
  let unknown = 0;
  let rows = 0;
  let faulty = 0;
  try {
    for await (const judged of judgeRows(source, judge, erased)) {
      context.signal?.throwIfAborted();
      rows += judged.length;
      for (const { fault, record, erased: isErased } of judged) {
        if (isErased === true) continue;
        if (fault !== null) faulty += 1;
        if (record === null) unknown += 1;
        else seen.add(record.id, fault === null);
      }
      onProgress({ phase: 'checking', rows, of: undefined });
    }
  } catch (error) {
    if (!(error instanceof JingweiError) || !isWrongEncoding(error)) throw error;
    unreadable = error;
  }
  // What was not read to its end says nothing about the rest: neither what ends nor what is missing.
  if (unreadable !== null) {
    const heldReasons = [whyUnreadable(unreadable)];
    return { rows, faulty, seen, records: 0, wouldEnd: 0, heldReasons, unreadable, notes: [] };
  }
  const references = await inspectReferences(context, { definition, mode, source, seen });
  faulty += references.faulty;
  const { current, unseen } =
    mode === 'FULL' ? await countUnseen(context, definition.id, seen) : { current: 0, unseen: 0 };
  const heldReasons: HeldReason[] = [...judgeShares(definition, { rows, faulty, current, unseen })];
  for (const finding of judge.findings()) {
    if (finding.ok) continue;
    const where = finding.column === null ? '' : ` of ${finding.column}`;
    heldReasons.push({
      code: 'QUALITY',
      text: `${finding.rule}${where} is ${round(finding.measured)}, promised is ${finding.threshold}`,
    });
  }
  const notes = [...references.notes, ...noteUnknown(unknown, unseen)];
  return { rows, faulty, seen, records: current, wouldEnd: unseen, heldReasons, unreadable, notes };
}

/** Where a row is too broken to show its record, a record may seem unstated that is not. */
function noteUnknown(unknown: number, unseen: number): readonly string[] {
  if (unknown === 0 || unseen === 0) return [];
  return [
    `${unknown} rows are too broken to tell which records they state; those may be among the ${unseen} that the delivery ends`,
  ];
}

async function countUnseen(
  context: Context,
  dataset: string,
  seen: SeenRecords,
): Promise<{ readonly current: number; readonly unseen: number }> {
  let current = 0;
  let unseen = 0;
  for await (const ids of listRecordIds(context, dataset)) {
    current += ids.length;
    for (const id of ids) if (!seen.has(id)) unseen += 1;
  }
  return { current, unseen };
}

/** The current records of a dataset, page by page in order of id. */
export async function* listRecordIds(context: Context, dataset: string) {
  let after = '';
  for (;;) {
    const page = await context.graph.read(
      listCurrentKeys,
      { dataset, after, limit: PAGE },
      { signal: context.signal },
    );
    yield page.filter((row) => row.current).map((row) => row.id);
    const last = page.at(-1);
    if (last === undefined || page.length < Number(PAGE)) return;
    after = last.id;
  }
}

interface Shares {
  readonly rows: number;
  readonly faulty: number;
  readonly current: number;
  readonly unseen: number;
}

function judgeShares(definition: DatasetDefinition, shares: Shares): readonly HeldReason[] {
  const { contract } = definition;
  const reasons: HeldReason[] = [];
  if (shares.unseen >= FEW || (shares.current > 0 && shares.unseen === shares.current)) {
    const share = shares.unseen / shares.current;
    if (share > contract.maxEndedShare) {
      reasons.push({
        code: 'ENDS_TOO_MUCH',
        text: `it would end ${shares.unseen} of ${shares.current} records (${percent(share)}), allowed are ${percent(contract.maxEndedShare)}`,
      });
    }
  }
  const share = shares.rows === 0 ? 0 : shares.faulty / shares.rows;
  if (shares.faulty >= FEW && share > contract.maxQuarantinedShare) {
    reasons.push({
      code: 'TOO_MANY_QUARANTINED',
      text: `${shares.faulty} of ${shares.rows} rows (${percent(share)}) break the contract, allowed are ${percent(contract.maxQuarantinedShare)}`,
    });
  }
  return reasons;
}

function percent(share: number): string {
  return `${round(share * 100)} %`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
