import type { Context } from '../context.ts';
import { readRecordStates } from '../generated/statements.ts';
import type { Reference } from './contract/reference.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import { compileKeyTexts } from './mapping/key-texts.ts';
import { type NamingDelivery, openTarget, type ReferenceTarget } from './reference-target.ts';

/** What one row names in another dataset by a foreign key of its contract. */
export interface NamedReference {
  readonly reference: Reference;
  readonly target: ReferenceTarget;
  /** The values, in the order of the foreign key's columns. */
  readonly values: readonly string[];
}

/** Reads which of some records stand. Within a transaction that holds the writer's lock, the answer lasts. */
export type ReadStates = (
  ids: readonly string[],
) => Promise<readonly { readonly id: string; readonly current: boolean }[]>;

/**
 * The foreign keys of a delivery. A dataset that was never taken in can't be looked up: what names it is accepted, and
 * counted as unchecked, so that departments may deliver in any order.
 */
export interface References {
  readonly unchecked: readonly Reference[];
  /** What a row names where it can be looked up. An empty column names nothing, as in SQL. */
  namedBy(row: SourceRow): readonly NamedReference[];
}

/** null where the contract has no foreign keys. */
export async function openReferences(context: Context, delivery: NamingDelivery): Promise<References | null> {
  const { contract, references } = delivery.definition;
  if (references.length === 0) return null;
  const unchecked: Reference[] = [];
  const checked: {
    reference: Reference;
    target: ReferenceTarget;
    read: (row: SourceRow) => readonly string[];
  }[] = [];
  for (const reference of references) {
    const target = await openTarget(context, reference, delivery);
    if (target.by === 'nothing') unchecked.push(reference);
    else {
      checked.push({ reference, target, read: compileKeyTexts(reference.columns, contract.object) });
    }
  }
  return {
    unchecked,
    namedBy: (row) =>
      checked.flatMap(({ reference, target, read }) => {
        const values = read(row);
        return values.includes('') ? [] : [{ reference, target, values }];
      }),
  };
}

/** Which of what rows name is not there, found with one statement. */
export async function findMissing(
  readStates: ReadStates,
  named: readonly NamedReference[],
): Promise<ReadonlySet<NamedReference>> {
  const missing = new Set<NamedReference>();
  const asked = new Map<string, NamedReference[]>();
  for (const one of named) {
    const { target, values } = one;
    if (target.by === 'values') {
      if (!target.has(values)) missing.add(one);
    } else if (target.by === 'record') {
      const id = target.idOf(values);
      if (target.isStated(id)) continue;
      if (target.isEnding(id)) missing.add(one);
      else asked.set(id, [...(asked.get(id) ?? []), one]);
    }
  }
  if (asked.size === 0) return missing;
  const states = await readStates([...asked.keys()]);
  const standing = new Set(states.filter(({ current }) => current).map(({ id }) => id));
  for (const [id, ones] of asked) if (!standing.has(id)) for (const one of ones) missing.add(one);
  return missing;
}

export function toFault({ reference, values }: NamedReference): RowFault {
  const { columns, dataset, targetColumns } = reference;
  const [column = null, ...further] = columns;
  return {
    rule: 'reference',
    column,
    further,
    value: values.join(', '),
    reason: `${columns.join(', ')} is not found in ${dataset} (${targetColumns.join(', ')})`,
  };
}

/** {@link ReadStates} outside a transaction. */
export function statesIn(context: Context): ReadStates {
  return (ids) => context.graph.read(readRecordStates, { ids }, { signal: context.signal });
}
