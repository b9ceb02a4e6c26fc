import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { originsOf } from './origins.ts';
import { areIndependent } from './values/confirmation.ts';

/** One statement of a value: which dataset states it, under which attribute, when (milliseconds since 1970). */
export interface Support {
  readonly dataset: string;
  readonly attribute: string;
  readonly statedAt: number;
  /** Whether it is said of the time that is asked about, or of any that has not ended. */
  readonly isCurrent: boolean;
  /** Whether its owner or a reviewer confirmed the value. */
  readonly isConfirmed: boolean;
}

interface Weight {
  readonly confirmed: boolean;
  readonly leads: boolean;
  readonly departments: number;
  readonly newest: number;
}

/**
 * The documented rule for which of several values is shown first: one that is confirmed (by its owner, a reviewer, or two
 * independent departments that state it today), then one that the department which leads for the attribute states, then the
 * one that most independent departments state, then the newest, then the least in code point order; never chance. Returns -1
 * where the left one is first.
 */
export function compareSupported(
  left: { readonly value: string; readonly weight: Weight },
  right: { readonly value: string; readonly weight: Weight },
): number {
  if (left.weight.confirmed !== right.weight.confirmed) return left.weight.confirmed ? -1 : 1;
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
  const current = new Map<string, boolean>();
  let [leads, isConfirmed] = [false, false];
  let newest = Number.NEGATIVE_INFINITY;
  for (const support of supports) {
    const { dataset, attribute, statedAt } = support;
    leads ||= catalogue.datasets.get(dataset)?.leads.has(attribute) ?? false;
    isConfirmed ||= support.isConfirmed;
    newest = Math.max(newest, statedAt);
    current.set(dataset, support.isCurrent || current.get(dataset) === true);
  }
  for (const dataset of current.keys())
    for (const origin of originsOf(catalogue, dataset)) departments.add(origin);
  const today = departments.size > 1 ? [...current].flatMap(([dataset, is]) => (is ? dataset : [])) : [];
  const confirmed =
    isConfirmed ||
    today.some((one, place) => today.slice(place + 1).some((other) => areIndependent(catalogue, one, other)));
  return { confirmed, leads, newest, departments: departments.size };
}
