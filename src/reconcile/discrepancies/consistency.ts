import type { ReadContext } from '../../access/access.ts';
import { tellOfAll } from '../../access/small-count.ts';
import { listConsistency } from '../../generated/statements.ts';
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
  return rows.map(({ compared, differing, entityKind, ...row }) => {
    const [agree, differ] = [compared - differing, differing].map((count) => tellOfAll(context, count));
    return {
      ...row,
      entityKind: parseEntityKind(entityKind),
      compared: tellOfAll(context, compared),
      agree: agree ?? 0,
      differ: differ ?? 0,
    };
  });
}
