import type { DatasetCatalogue } from '../intake/dataset-model.ts';

/** One statement of a value: which dataset states it, under which attribute, when (milliseconds since 1970). */
export interface Support {
  readonly dataset: string;
  readonly attribute: string;
  readonly statedAt: number;
}

interface Weight {
  readonly leads: boolean;
  readonly departments: number;
  readonly newest: number;
}

/**
 * The documented rule for which of several values is shown first: one that the department which leads for the
 * attribute states, then the one that most independent departments state, then the newest, then the least in code
 * point order; never chance. (Confirmations will stand before all of these.) Returns -1 where the left one is first.
 */
export function compareSupported(
  left: { readonly value: string; readonly weight: Weight },
  right: { readonly value: string; readonly weight: Weight },
): number {
  if (left.weight.leads !== right.weight.leads) return left.weight.leads ? -1 : 1;
  if (left.weight.departments !== right.weight.departments)
    return right.weight.departments - left.weight.departments;
  if (left.weight.newest !== right.weight.newest) return right.weight.newest - left.weight.newest;
  if (left.value === right.value) return 0;
  return left.value < right.value ? -1 : 1;
}

/** What speaks for a value. */
export function weigh(catalogue: DatasetCatalogue, supports: readonly Support[]): Weight {
  const departments = new Set<string>();
  let leads = false;
  let newest = Number.NEGATIVE_INFINITY;
  for (const { dataset, attribute, statedAt } of supports) {
    leads ||= catalogue.datasets.get(dataset)?.leads.has(attribute) ?? false;
    newest = Math.max(newest, statedAt);
    addOrigins(catalogue, dataset, departments, new Set());
  }
  return { leads, newest, departments: departments.size };
}

/** Who a dataset's word comes from: a dataset that is derived from others repeats their departments' word. */
function addOrigins(
  catalogue: DatasetCatalogue,
  dataset: string,
  origins: Set<string>,
  seen: Set<string>,
): void {
  if (seen.has(dataset)) return;
  seen.add(dataset);
  const known = catalogue.datasets.get(dataset);
  if (known === undefined) origins.add(dataset);
  else if (known.derivedFrom.length === 0) origins.add(known.department.id);
  else for (const source of known.derivedFrom) addOrigins(catalogue, source, origins, seen);
}
