import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { countReturns, pageKnownProblems } from '../../generated/statements.ts';
import { fromDateTime, OPEN_END, toDateTime } from '../../graph/values.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../../page.ts';
import {
  findProblems,
  type KnownProblemModel,
  PROBLEM_SCOPES,
  PROBLEM_STATES,
  type ProblemScope,
  type ProblemState,
} from './known-problem.ts';

/** What narrows the list; what is left out does not. */
export interface ProblemFilter {
  readonly states?: readonly ProblemState[] | null | undefined;
  readonly scopes?: readonly ProblemScope[] | null | undefined;
  readonly datasets?: readonly string[] | null | undefined;
  readonly departments?: readonly string[] | null | undefined;
  readonly attributes?: readonly string[] | null | undefined;
  readonly entity?: string | null | undefined;
}

export interface ProblemListArguments extends PageArguments {
  readonly where?: ProblemFilter | null | undefined;
}

/** How often a dataset delivered again what was found wrong, and how many of its mentions state that today. */
export interface ReturnCountModel {
  readonly dataset: string;
  readonly problems: number;
  readonly returns: number;
  readonly standing: number;
}

/** The known problems that the caller may know of, newest first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listProblems(
  context: ReadContext,
  { where, ...args }: ProblemListArguments,
): Promise<Omit<Connection<KnownProblemModel>, 'totalCount' | 'totalCountText'>> {
  const { states, scopes, datasets, departments, attributes, entity } = where ?? {};
  const page = readPage(context, args, ['known-problems', where ?? {}], z.tuple([z.string(), z.string()]));
  const rows = await context.graph.read(
    pageKnownProblems,
    {
      ...{ states: states ?? PROBLEM_STATES, scopes: scopes ?? PROBLEM_SCOPES, limit: page.limit },
      ...{ datasets: datasets ?? [], departments: ownOr(context, departments ?? []) },
      ...{ attributes: attributes ?? [], entity: entity ?? '', sight: context.access.decision.sight },
      before: page.after === null ? OPEN_END : toDateTime(page.after[0]),
      beforeId: page.after?.[1] ?? '',
    },
    { signal: context.signal },
  );
  const found = await findProblems(
    context,
    rows.map(({ id }) => id),
  );
  return toConnection(
    page,
    rows.flatMap(({ id, at }) => {
      const problem = found.get(id);
      return problem === undefined ? [] : [{ at, problem }];
    }),
    ({ problem }) => problem,
    ({ at, problem }) => [fromDateTime(at), problem.id],
    () => rows.length,
  );
}

/** What counts against datasets, those of some departments or (none named) all; of a department only its own. */
export async function countReturned(
  context: ReadContext,
  departments: readonly string[],
): Promise<readonly ReturnCountModel[]> {
  return context.graph.read(
    countReturns,
    { departments: ownOr(context, departments), sight: context.access.decision.sight },
    { signal: context.signal },
  );
}

/** A department is told of what it stated itself. */
function ownOr({ access: { caller } }: ReadContext, departments: readonly string[]): readonly string[] {
  return caller.role === 'department' ? [caller.department ?? ''] : departments;
}
