import type { Context } from '../context.ts';
import { forgetCatalogue, loadCatalogue } from './dataset-catalogue.ts';
import type { DatasetCatalogue } from './dataset-model.ts';

export interface DatasetChoice {
  readonly datasets?: readonly string[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
}

/** The datasets that a filter leaves, in order of their ids: named, and of the departments that are named. */
export async function chooseDatasets(context: Context, choice: DatasetChoice): Promise<readonly string[]> {
  const { datasets } = await loadFor(context, choice);
  return [...datasets.values()]
    .filter(
      ({ id, department }) =>
        (choice.datasets?.includes(id) ?? true) && (choice.departments?.includes(department.id) ?? true),
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
