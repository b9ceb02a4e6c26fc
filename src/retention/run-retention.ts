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
}

/**
 * Finds what contracts let nobody keep any longer and, if asked to, erases it. Repeating it changes nothing.
 * Throws DATASET_UNKNOWN, DELIVERY_IN_PROGRESS and RETENTION_KEY.
 */
export async function runRetention(
  context: IntakeContext,
  { at, erase, datasets: named }: RetentionRequest,
): Promise<RetentionReport> {
  // An erasure that was cut short would stand in the way of its dataset.
  if (erase) await resumeInterrupted(context);
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
    if (!erase || !isDue(found) || found.kept !== null) {
      datasets.push(found);
      continue;
    }
    // A key that is not the one of earlier erasures would let erased rows return.
    await openErasedRows(context, id);
    datasets.push(await eraseDataset(context, { ...plan, found }));
  }
  return { dryRun: !erase, at: new Date(at).toISOString(), datasets, unlimited };
}
