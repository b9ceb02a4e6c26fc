import type { Context } from '../context.ts';
import {
  countExpired,
  countExpiredHistory,
  countExpiredQuarantine,
  readConfirmation,
} from '../generated/statements.ts';
import { type DateTime, fromDateTime, OPEN_END, toDateTime } from '../graph/values.ts';
import type { Contract } from '../intake/contract/contract.ts';
import { readRetention } from '../intake/contract/retention.ts';
import type { DatasetDefinition } from '../intake/definition.ts';
import type { DatasetErasure } from './retention-report.ts';

/** What is over its time in one dataset. */
export interface ErasurePlan {
  readonly definition: DatasetDefinition;
  readonly before: DateTime;
  /** Whether records that stand go by when they were stated: only where no later whole statement confirms them. */
  readonly standingToo: boolean;
  readonly found: DatasetErasure;
}

/** How the superseded statements are found. */
export const HISTORY = {
  recordVersion: 'expired-record-version',
  mentionVersion: 'expired-mention-version',
  mention: 'expired-mention',
} as const;

/**
 * Finds what is over its time. A statement's time begins when what it speaks of ended, or when a delivery that replaced or withdrew it
 * was stated, whichever came first. One that stands and speaks of something without an end counts from when it was last stated:
 * with a delivery of the whole dataset, that is the newest one. `at`: milliseconds since 1970. null when the contract states no retention.
 */
export async function planErasure(
  context: Context,
  definition: DatasetDefinition,
  at: number,
): Promise<ErasurePlan | null> {
  const retention = readRetention(definition.contract.serviceLevels);
  if (retention === null || 'reason' in retention) return null;
  const before = toDateTime(new Date(retention.limit(at)).toISOString());
  const dataset = definition.id;
  const confirmed = (await context.graph.read(readConfirmation, { dataset }))[0]?.statedAt ?? null;
  const standingToo =
    confirmed === null || Date.parse(fromDateTime(confirmed)) <= Date.parse(fromDateTime(before));
  const limits = { dataset, before, openEnd: OPEN_END, standingToo };
  const [records] = await context.graph.read(countExpired, limits, {
    signal: context.signal,
    slots: { expired: 'expired-record' },
  });
  const [history] = await context.graph.read(countExpiredHistory, limits, {
    signal: context.signal,
    slots: { record: 'expired-record', ...HISTORY },
  });
  const [waiting] = await context.graph.read(countExpiredQuarantine, { dataset, before });
  const { standingInAll = 0, ...counted } = records ?? NOTHING;
  return {
    definition,
    before,
    standingToo,
    found: {
      dataset,
      retention: retention.text,
      before: fromDateTime(before),
      ...counted,
      versions: counted.versions + (history?.versions ?? 0),
      mentions: counted.mentions + (history?.mentions ?? 0),
      quarantined: waiting?.quarantined ?? 0,
      held: waiting?.held ?? [],
      kept: judgeShare(definition.contract, counted.standing, standingInAll),
    },
  };
}

const NOTHING = { records: 0, standing: 0, rows: 0, versions: 0, mentions: 0, standingInAll: 0 };
/** Below this many records a share says little. */
const FEW = 10;

/** A contract whose retention was mistyped must not empty a dataset before somebody looked. */
function judgeShare(contract: Contract, standing: number, all: number): string | null {
  const share = standing / Math.max(1, all);
  if (standing < FEW || share <= contract.maxEndedShare) return null;
  return `it would end ${standing} of ${all} records that stand; name the dataset to erase them all the same`;
}

/** Whether anything is over its time. */
export function isDue({ records, versions, mentions, quarantined, held }: DatasetErasure): boolean {
  return records + versions + mentions + quarantined + held.length > 0;
}
