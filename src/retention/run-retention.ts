import { ACCESS_CHAIN } from '../audit/access-entry.ts';
import { type Chain, openChain } from '../chain/chain.ts';
import { JingweiError } from '../errors.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { getDefinition } from '../intake/dataset-store.ts';
import { openErasedRows } from '../intake/erased-rows.ts';
import type { IntakeContext } from '../intake/intake-context.ts';
import { resumeInterrupted } from '../intake/resume-delivery.ts';
import { eraseDataset } from './erase-dataset.ts';
import { isDue, planErasure } from './plan-erasure.ts';
import type { DatasetErasure, RetentionReport } from './retention-report.ts';

export interface RetentionRequest {
  /** To which moment time is counted, in milliseconds since 1970. */
  readonly at: number;
  /** False: only says what is over its time. */
  readonly erase: boolean;
  /** Only these; a dataset that is named is erased however much of it is over its time. Empty: all. */
  readonly datasets: readonly string[];
  /** Name of the user of the machine: what is erased is written into the log of access. */
  readonly by: string;
}

/**
 * Finds what contracts let nobody keep any longer and, if asked to, erases it. Repeating it changes nothing.
 * Throws DATASET_UNKNOWN, DELIVERY_IN_PROGRESS, RETENTION_KEY, and AUDIT_KEY, AUDIT_HEADS, LOG_BROKEN or LOG_UNAVAILABLE: what
 * cannot be written down is not erased.
 */
export async function runRetention(
  context: IntakeContext,
  request: RetentionRequest,
): Promise<RetentionReport> {
  if (!request.erase) return keepToTime(context, request, null);
  const log = await openChain(context, context.settings.audit, ACCESS_CHAIN);
  try {
    return await keepToTime(context, request, log);
  } finally {
    await log.close();
  }
}

async function keepToTime(
  context: IntakeContext,
  { at, datasets: named, by }: RetentionRequest,
  log: Chain | null,
): Promise<RetentionReport> {
  // An erasure that was cut short would stand in the way of its dataset.
  if (log !== null) await resumeInterrupted(context);
  const known = [...(await loadCatalogue(context)).datasets.keys()].sort();
  const stranger = named.find((id) => !known.includes(id));
  if (stranger !== undefined) throw new JingweiError('DATASET_UNKNOWN', { dataset: stranger });
  const datasets: DatasetErasure[] = [];
  const unlimited: string[] = [];
  for (const id of named.length === 0 ? known : named) {
    const plan = await planErasure(context, await getDefinition(context, id), at);
    if (plan === null) {
      unlimited.push(id);
      continue;
    }
    const found = named.includes(id) ? { ...plan.found, kept: null } : plan.found;
    if (log === null || !isDue(found) || found.kept !== null) {
      datasets.push(found);
      continue;
    }
    // A key that is not the one of earlier erasures would let erased rows return.
    await openErasedRows(context, id);
    datasets.push(await eraseDataset(context, { ...plan, found }, { by, log }));
  }
  return { dryRun: log === null, at: new Date(at).toISOString(), datasets, unlimited };
}
