import { type Caller, type Role, requireRole } from '../access/caller.ts';
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

/** Lets a caller act on a dataset: some roles on any, a department on its own. Throws DATASET_UNKNOWN, FORBIDDEN. */
export async function requireDataset(
  context: Asking,
  dataset: string,
  roles: readonly Role[],
): Promise<void> {
  const { department } = await getDataset(context, dataset);
  const { caller } = context;
  if (caller.role === 'department') {
    if (ownDepartment(context).includes(department.id)) return;
    throw new JingweiError('FORBIDDEN', { role: caller.role, needed: roles.join(' or ') });
  }
  requireRole(context, roles);
}

function ownDepartment({ caller }: Asking): readonly string[] {
  return caller.department === null ? [] : [caller.department];
}
