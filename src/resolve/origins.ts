/** Where datasets come from, as far as their word is followed back. */
export interface Origins {
  readonly datasets: ReadonlyMap<
    string,
    { readonly department: { readonly id: string }; readonly derivedFrom: readonly string[] }
  >;
}

/** Asked of every statement of every value, and the same as long as a catalogue is. */
const followed = new WeakMap<Origins, Map<string, ReadonlySet<string>>>();

/** Who a dataset's word comes from: a dataset that is derived from others repeats their departments' word. */
export function originsOf(catalogue: Origins, dataset: string): ReadonlySet<string> {
  const known = followed.get(catalogue) ?? new Map<string, ReadonlySet<string>>();
  followed.set(catalogue, known);
  const found = known.get(dataset);
  if (found !== undefined) return found;
  const origins = new Set<string>();
  addOrigins(catalogue, dataset, origins, new Set());
  known.set(dataset, origins);
  return origins;
}

/** Whether a dataset is one that is named, or only repeats such ones; neither named: any is. */
export function isFrom(
  catalogue: Origins,
  dataset: string,
  where: { readonly dataset: string | null; readonly department: string | null },
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (where.dataset === null && where.department === null) return true;
  const known = catalogue.datasets.get(dataset);
  if (dataset === where.dataset || (where.dataset === null && known?.department.id === where.department))
    return true;
  if (known === undefined || known.derivedFrom.length === 0 || seen.has(dataset)) return false;
  const passed = new Set([...seen, dataset]);
  return known.derivedFrom.every((source) => isFrom(catalogue, source, where, passed));
}

function addOrigins(catalogue: Origins, dataset: string, origins: Set<string>, seen: Set<string>): void {
  if (seen.has(dataset)) return;
  seen.add(dataset);
  const known = catalogue.datasets.get(dataset);
  if (known === undefined) origins.add(dataset);
  else if (known.derivedFrom.length === 0) origins.add(known.department.id);
  else for (const source of known.derivedFrom) addOrigins(catalogue, source, origins, seen);
}
