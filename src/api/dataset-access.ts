import type { Caller } from '../access/caller.ts';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { chooseDatasets, type DatasetChoice } from '../intake/chosen-datasets.ts';
import { findDataset, getDataset, loadCatalogue } from '../intake/dataset-catalogue.ts';

type Asking = Context & { readonly caller: Caller };

/** The datasets whose deliveries and quarantine a caller may see: a department only its own. Throws DATASET_UNKNOWN, NOT_FOUND. */
export async function visibleDatasets(context: Asking, choice: DatasetChoice): Promise<readonly string[]> {
  const chosen = await chooseDatasets(context, choice);
  if (context.caller.role !== 'department') return chosen;
  const { datasets } = await loadCatalogue(context);
  const own = ownDepartment(context);
  return chosen.filter((id) => own.some((department) => department === datasets.get(id)?.department.id));
}

/** Whether a caller may see the deliveries and the quarantine of a dataset. */
export async function maySee(context: Asking, dataset: string): Promise<boolean> {
  if (context.caller.role !== 'department') return true;
  const owner = (await findDataset(context, dataset))?.department.id;
  return ownDepartment(context).some((department) => department === owner);
}

/** A department acts on its own datasets; of others it is not even told that they exist. Throws DATASET_UNKNOWN. */
export async function requireDataset(context: Asking, dataset: string): Promise<void> {
  await getDataset(context, dataset);
  if (!(await maySee(context, dataset))) throw new JingweiError('DATASET_UNKNOWN', { dataset });
}

function ownDepartment({ caller }: Asking): readonly string[] {
  return caller.department === null ? [] : [caller.department];
}
