import type { Context } from '../context.ts';
import { forgetCatalogue, loadCatalogue } from './dataset-catalogue.ts';
import type { DatasetCatalogue } from './dataset-model.ts';

export interface DatasetChoice {
  readonly datasets?: readonly string[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
}

/**
 * The datasets that a filter leaves, in order of their ids: named, and of the departments that are named. `recorded`: those only of
 * which something was known then (ISO); what came later would be walked through in vain.
 */
export async function chooseDatasets(
  context: Context,
  choice: DatasetChoice,
  recorded: string | null = null,
): Promise<readonly string[]> {
  const { datasets } = await loadFor(context, choice);
  return [...datasets.values()]
    .filter(
      ({ id, department, recordedFrom }) =>
        (choice.datasets?.includes(id) ?? true) &&
        (choice.departments?.includes(department.id) ?? true) &&
        (recorded === null || recordedFrom === null || recordedFrom <= Date.parse(recorded)),
    )
    .map(({ id }) => id);
}

/** What is named but not known may have become known a moment ago. */
async function loadFor(context: Context, choice: DatasetChoice): Promise<DatasetCatalogue> {
  const catalogue = await loadCatalogue(context);
  const isKnown =
    (choice.datasets ?? []).every((id) => catalogue.datasets.has(id)) &&
    (choice.departments ?? []).every((id) => catalogue.departments.has(id));
  if (isKnown) return catalogue;
  forgetCatalogue(context.graph);
  return loadCatalogue(context);
}
