import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { now } from '../../context.ts';
import {
  countCorrectionsOf,
  findCorrections,
  pageCorrections,
  pageCorrectionsOf as pageCorrectionsOfStatement,
} from '../../generated/statements.ts';
import { OPEN_END, toDateTime } from '../../graph/values.ts';
import { groupRows } from '../../group-rows.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import { FAR_PAST } from '../../standardise/value.ts';
import { requireShort } from '../discrepancies/list-discrepancies.ts';
import { type CorrectionModel, type CorrectionState, toCorrection } from './correction.ts';

/** What narrows the list; what is left out does not, but for states: then those that wait for an answer alone. */
export interface CorrectionFilter {
  readonly states?: readonly CorrectionState[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
  readonly attributes?: readonly string[] | null | undefined;
  /** Only those whose day is over. */
  readonly overdue?: boolean | null | undefined;
}

export interface CorrectionArguments extends PageArguments {
  readonly where?: CorrectionFilter | null | undefined;
}

/** The corrections that the caller may know of, those due first ahead. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listCorrections(
  context: ReadContext,
  { where, ...args }: CorrectionArguments,
): Promise<Omit<Connection<CorrectionModel>, 'totalCount' | 'totalCountText'>> {
  const { states, departments, attributes, overdue } = where ?? {};
  requireShort({ departments, attributes });
  const page = readPage(context, args, ['corrections', where ?? {}], CorrectionPosition);
  const rows = await context.graph.read(
    pageCorrections,
    {
      ...{
        states: [...new Set(states ?? ['OPEN' as const])],
        departments: departments ?? [],
        attributes: attributes ?? [],
      },
      ...{ ownDepartments: ownDepartments(context), limit: page.limit },
      dueBefore: overdue === true ? toDateTime(now(context)) : OPEN_END,
      after: toDateTime(page.after?.[0] ?? FAR_PAST),
      afterId: page.after?.[1] ?? '',
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  const found = await findCorrectionsOf(
    context,
    rows.map(({ id }) => id),
  );
  return toConnection(
    page,
    // One that went while the page was read is left out.
    rows.flatMap(({ id }) => found.get(id) ?? []),
    (model) => model,
    ({ id, dueAt }) => [dueAt, id],
    () => rows.length,
  );
}

/** The position of a correction in its list: when it is due, and its id. */
export const CorrectionPosition = z.tuple([z.iso.datetime(), z.string()]);

/** A page of the open corrections of each of some departments, as far as they may be known, those due first ahead. */
export async function pageCorrectionsOf(
  context: ReadContext,
  departments: readonly string[],
  { after, limit }: { readonly after: readonly [dueAt: string, id: string] | null; readonly limit: bigint },
): Promise<ReadonlyMap<string, readonly CorrectionModel[]>> {
  const rows = await context.graph.read(
    pageCorrectionsOfStatement,
    {
      ...{ departments, ownDepartments: ownDepartments(context), limit },
      ...{ after: toDateTime(after?.[0] ?? FAR_PAST), afterId: after?.[1] ?? '' },
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  const found = await findCorrectionsOf(
    context,
    rows.map(({ id }) => id),
  );
  return groupRows(
    rows.flatMap(({ id }) => found.get(id) ?? []),
    ({ department }) => department,
  );
}

/** Some corrections, as far as they may be known. */
export async function findCorrectionsOf(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CorrectionModel>> {
  if (ids.length === 0) return new Map();
  const rows = await context.graph.read(
    findCorrections,
    { ids, ownDepartments: ownDepartments(context), sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toCorrection(row, context.clock())]));
}

/** Open corrections of departments, and how many of them are overdue; counted to JINGWEI_MAX_COUNT. */
export async function countOpenCorrections(
  context: ReadContext,
  departments: readonly string[],
): Promise<ReadonlyMap<string, { readonly open: number; readonly overdue: number }>> {
  const rows = await context.graph.read(
    countCorrectionsOf,
    {
      ...{ departments, ownDepartments: ownDepartments(context), now: toDateTime(now(context)) },
      most: BigInt(context.settings.limits.maxCount),
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  return new Map(rows.map(({ department, open, overdue }) => [department, { open, overdue }]));
}

/** Whose corrections alone the caller is told of, with or without what the other side says; none named: those of which both sides may be seen. */
function ownDepartments({ access: { caller } }: ReadContext): readonly string[] {
  return caller.role === 'department' ? [caller.department ?? ''] : [];
}
