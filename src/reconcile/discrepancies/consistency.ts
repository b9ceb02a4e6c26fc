import type { ReadContext } from '../../access/access.ts';
import { tellOfAll } from '../../access/small-count.ts';
import { listConsistency, listConsistencyOf } from '../../generated/statements.ts';
import { groupRows } from '../../group-rows.ts';
import { type EntityKind, parseEntityKind } from '../../intake/mapped.ts';
import { requireShort } from './list-discrepancies.ts';

/** How often two departments agree about an attribute, as far as the caller is told. */
export interface ConsistencyModel {
  readonly left: string;
  readonly right: string;
  readonly entityKind: EntityKind;
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  readonly compared: number;
  readonly agree: number;
  readonly differ: number;
}

const MOST = 1_000n;

/** The kept figures of pairs of departments; in steps for all but the bureau. Throws BAD_INPUT. */
export async function readConsistency(
  context: ReadContext,
  {
    departments,
    attributes,
  }: {
    readonly departments?: readonly string[] | null | undefined;
    readonly attributes?: readonly string[] | null | undefined;
  },
): Promise<readonly ConsistencyModel[]> {
  requireShort({ departments, attributes });
  const rows = await context.graph.read(
    listConsistency,
    { departments: departments ?? [], attributes: attributes ?? [], limit: MOST },
    { signal: context.signal },
  );
  return rows.map((row) => toConsistency(context, row));
}

/** The same of each of some departments, at most 1,000 of each. */
export async function readConsistencyOf(
  context: ReadContext,
  departments: readonly string[],
): Promise<ReadonlyMap<string, readonly ConsistencyModel[]>> {
  const rows = await context.graph.read(
    listConsistencyOf,
    { departments, limit: MOST },
    { signal: context.signal },
  );
  const groups = groupRows(rows, ({ department }) => department);
  return new Map(
    [...groups].map(([department, own]) => [department, own.map((row) => toConsistency(context, row))]),
  );
}

type ConsistencyRow = NonNullable<(typeof listConsistency)['types']>['row'];

function toConsistency(
  context: ReadContext,
  { left, right, entityKind, attribute, kind, scheme, compared, differing }: ConsistencyRow,
): ConsistencyModel {
  const [agree, differ] = [compared - differing, differing].map((count) => tellOfAll(context, count));
  return {
    ...{ left, right, attribute, kind, scheme, entityKind: parseEntityKind(entityKind) },
    ...{ compared: tellOfAll(context, compared), agree: agree ?? 0, differ: differ ?? 0 },
  };
}
