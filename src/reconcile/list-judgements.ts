import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import { listJudgementsOfMentions, pageJudgements } from '../generated/statements.ts';
import { fromDateTime, OPEN_END, toDateTime } from '../graph/values.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { JUDGEMENT_STATES, type JudgementModel, type JudgementState } from './judgement.ts';
import { findJudgementsOf } from './judgement-store.ts';

export interface JudgementListArguments extends PageArguments {
  readonly states?: readonly JudgementState[] | null | undefined;
  readonly mention?: string | null | undefined;
}

const MOST_OF_MENTION = 100n;

/** The judgements that the caller may know of, newest first. Throws BAD_INPUT, CURSOR_INVALID. */
export async function listJudgements(
  context: ReadContext,
  { states, mention, ...args }: JudgementListArguments,
): Promise<Omit<Connection<JudgementModel>, 'totalCount' | 'totalCountText'>> {
  const wanted = states ?? JUDGEMENT_STATES;
  const page = readPage(context, args, ['judgements', wanted, mention], z.tuple([z.string(), z.string()]));
  const rows =
    mention == null
      ? await pageAll(context, wanted, page)
      : (await listOfMention(context, mention))
          .filter(({ state }) => wanted.includes(state))
          .map(({ id, at }) => ({ id, at }))
          .filter(
            ({ id, at }) =>
              page.after === null || at < page.after[0] || (at === page.after[0] && id < page.after[1]),
          );
  const found = await findJudgementsOf(
    context,
    rows.map(({ id }) => id),
  );
  const models = rows.flatMap(({ id }) => found.get(id) ?? []);
  return toConnection(
    page,
    models,
    (model) => model,
    ({ id, at }) => [at, id],
    () => models.length,
  );
}

async function pageAll(
  context: ReadContext,
  states: readonly JudgementState[],
  { after, limit }: { readonly after: readonly [string, string] | null; readonly limit: bigint },
): Promise<readonly { readonly id: string; readonly at: string }[]> {
  const rows = await context.graph.read(
    pageJudgements,
    {
      ...{ states, limit, sight: context.access.decision.sight },
      before: after === null ? OPEN_END : toDateTime(after[0]),
      beforeId: after?.[1] ?? '',
    },
    { signal: context.signal },
  );
  return rows.map(({ id, at }) => ({ id, at: fromDateTime(at) }));
}

async function listOfMention(context: ReadContext, mention: string): Promise<readonly JudgementModel[]> {
  const rows = await context.graph.read(
    listJudgementsOfMentions,
    { mentions: [mention], limit: MOST_OF_MENTION, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  const found = await findJudgementsOf(
    context,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id }) => found.get(id) ?? []);
}
