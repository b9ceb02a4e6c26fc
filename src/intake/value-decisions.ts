import type { Context } from '../context.ts';
import {
  listBarredValues,
  listConfirmedNames,
  listRejectedNames,
  readValueDecisions,
} from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import type { KnownProblemId } from '../ids.ts';
import { readAttributes } from './read-attributes.ts';
import { valueKey } from './value-key.ts';

/** That a value was found wrong, in a dataset, in all of a department, or (both null) whoever states it. */
export interface RejectedValue {
  readonly id: KnownProblemId;
  /** Names the value without holding it. */
  readonly key: string;
  readonly dataset: string | null;
  readonly department: string | null;
}

/** A value that is nobody's, by its key. */
export interface BarredValue {
  readonly id: KnownProblemId;
  readonly key: string;
  readonly kind: string;
  /** When it came into force, in milliseconds since 1970. */
  readonly at: number;
}

/** What people decided about values, as far as nearly every read has to know. */
export interface ValueDecisions {
  /** Whether there is any: else nobody needs to look. */
  readonly exist: boolean;
  readonly barred: readonly BarredValue[];
  /** Names that were found wrong, by the entity of today. */
  readonly rejectedNames: ReadonlyMap<string, readonly RejectedValue[]>;
  /** Keys of names that an owner or a reviewer confirmed, by the entity of today. */
  readonly confirmedNames: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NOTHING_DECIDED: ValueDecisions = {
  exist: false,
  barred: [],
  rejectedNames: new Map(),
  confirmedNames: new Map(),
};

/** Names that may be known problems, or confirmed, at once; whoever decides of one more is refused. */
export const MOST_DECIDED_NAMES = 10_000;

export async function readDecisions(context: Context): Promise<ValueDecisions> {
  const exist = (await context.graph.read(readValueDecisions, {}))[0]?.exist === true;
  if (!exist) return NOTHING_DECIDED;
  const limit = BigInt(MOST_DECIDED_NAMES);
  const [barred, rejected, confirmed] = await Promise.all([
    context.graph.read(listBarredValues, {}).then(([row]) => row?.barred ?? []),
    context.graph.read(listRejectedNames, { limit }),
    context.graph.read(listConfirmedNames, { limit }),
  ]);
  const confirmedNames = new Map(
    [...groupRows(confirmed, ({ entity }) => entity)].map(([entity, rows]) => [
      entity,
      new Set(rows.filter(isStated).map(({ key }) => key)),
    ]),
  );
  return { exist, barred, rejectedNames: groupRows(rejected, ({ entity }) => entity), confirmedNames };
}

/** Whether stored attributes hold the value of a key: a confirmation lapses where what it was given for says something else now. */
export function isStated({
  key,
  attributes,
}: {
  readonly key: string;
  readonly attributes: string;
}): boolean {
  return readAttributes(attributes).some((one) => valueKey({ ...one, attribute: one.name }) === key);
}
