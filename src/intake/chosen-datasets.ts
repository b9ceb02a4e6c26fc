import type { Context } from '../context.ts';
import { loadCatalogue } from './dataset-catalogue.ts';

export interface DatasetChoice {
  readonly datasets?: readonly string[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
}

/** The datasets that a filter leaves, in order of their ids: named, and of the departments that are named. */
export async function chooseDatasets(context: Context, choice: DatasetChoice): Promise<readonly string[]> {
  const { datasets } = await loadCatalogue(context);
  return [...datasets.values()]
    .filter(
      ({ id, department }) =>
        (choice.datasets?.includes(id) ?? true) && (choice.departments?.includes(department.id) ?? true),
    )
    .map(({ id }) => id);
}
