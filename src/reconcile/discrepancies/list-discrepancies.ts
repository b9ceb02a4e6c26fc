import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { JingweiError } from '../../errors.ts';
import {
  findDiscrepancies,
  listDiscrepanciesOfEntities,
  pageDiscrepancies,
} from '../../generated/statements.ts';
import { OPEN_END, toDateTime } from '../../graph/values.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import { type DiscrepancyModel, type DiscrepancyState, toDiscrepancy } from './discrepancy.ts';
import { SEVERITIES, type Severity } from './tolerances.ts';

/** What narrows the list; what is left out does not, but for states: then open ones alone. */
export interface DiscrepancyFilter {
  readonly states?: readonly DiscrepancyState[] | null | undefined;
  readonly severities?: readonly Severity[] | null | undefined;
  readonly entityKinds?: readonly EntityKind[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
  readonly attributes?: readonly string[] | null | undefined;
}

export interface DiscrepancyArguments extends PageArguments {
  readonly where?: DiscrepancyFilter | null | undefined;
}

const MOST_NAMED = 100;
const MOST_OF_ENTITY = 100n;

/** The discrepancies of which the caller may see both sides, newest first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listDiscrepancies(
  context: ReadContext,
  { where, ...args }: DiscrepancyArguments,
): Promise<Omit<Connection<DiscrepancyModel>, 'totalCount' | 'totalCountText'>> {
  const page = readPage(
    context,
    args,
    ['discrepancies', where ?? {}],
    z.tuple([z.iso.datetime(), z.string()]),
  );
  const rows = await context.graph.read(
    pageDiscrepancies,
    {
      ...filterParams(where ?? {}),
      before: page.after === null ? OPEN_END : toDateTime(page.after[0]),
      beforeId: page.after?.[1] ?? '',
      limit: page.limit,
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  const found = await findDiscrepanciesOf(
    context,
    rows.map(({ id }) => id),
  );
  return toConnection(
    page,
    // One that went while the page was read is left out.
    rows.flatMap((row) => found.get(row.id) ?? []),
    (model) => model,
    ({ id, since }) => [since, id],
    () => rows.length,
  );
}

/** Some discrepancies, as far as they may be seen. */
export async function findDiscrepanciesOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DiscrepancyModel>> {
  const rows = await context.graph.read(
    findDiscrepancies,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toDiscrepancy(row)]));
}

/** Open discrepancies of each of some entities. */
export async function listOpenDiscrepancies(
  context: ReadContext,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly DiscrepancyModel[]>> {
  const rows = await context.graph.read(
    listDiscrepanciesOfEntities,
    { entities, limit: MOST_OF_ENTITY, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  const found = await findDiscrepanciesOf(
    context,
    rows.map(({ id }) => id),
  );
  const lists = new Map<string, DiscrepancyModel[]>();
  for (const { entity, id } of rows) {
    const model = found.get(id);
    if (model !== undefined) lists.set(entity, [...(lists.get(entity) ?? []), model]);
  }
  return lists;
}

/** Throws BAD_INPUT. */
function filterParams({ states, severities, entityKinds, departments, attributes }: DiscrepancyFilter) {
  requireShort({ departments, attributes });
  return {
    states: [...new Set(states ?? ['OPEN' as const])],
    severities: severities ?? SEVERITIES,
    entityKinds: entityKinds ?? ENTITY_KINDS,
    departments: departments ?? [],
    attributes: attributes ?? [],
  };
}

/** Throws BAD_INPUT where a list names too many. */
export function requireShort(lists: Readonly<Record<string, readonly string[] | null | undefined>>): void {
  for (const [argument, list] of Object.entries(lists))
    if ((list?.length ?? 0) > MOST_NAMED)
      throw new JingweiError('BAD_INPUT', { reason: `${argument} names more than ${MOST_NAMED}`, argument });
}
