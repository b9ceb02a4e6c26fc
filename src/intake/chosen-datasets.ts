import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { loadKnowing } from './dataset-catalogue.ts';

export interface DatasetChoice {
  readonly datasets?: readonly string[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
}

/**
 * The datasets that a filter leaves, in order of their ids: named, and of the departments that are named. `recorded`: those only of
 * which something was known then (ISO); what came later would be walked through in vain. Throws DATASET_UNKNOWN, and NOT_FOUND for a
 * department: an answer without them would look like a finding.
 */
export async function chooseDatasets(
  context: Context,
  choice: DatasetChoice,
  recorded: string | null = null,
): Promise<readonly string[]> {
  const named = { datasets: choice.datasets ?? [], departments: choice.departments ?? [] };
  const { datasets, departments } = await loadKnowing(
    context,
    (known) =>
      named.datasets.every((id) => known.datasets.has(id)) &&
      named.departments.every((id) => known.departments.has(id)),
  );
  for (const id of named.datasets)
    if (!datasets.has(id)) throw new JingweiError('DATASET_UNKNOWN', { dataset: id });
  for (const id of named.departments)
    if (!departments.has(id)) throw new JingweiError('NOT_FOUND', { kind: 'department', id });
  return [...datasets.values()]
    .filter(
      ({ id, department, recordedFrom }) =>
        (choice.datasets?.includes(id) ?? true) &&
        (choice.departments?.includes(department.id) ?? true) &&
        (recorded === null || recordedFrom === null || recordedFrom <= Date.parse(recorded)),
    )
    .map(({ id }) => id);
}
