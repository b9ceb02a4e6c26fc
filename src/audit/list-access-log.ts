import { z } from 'zod';
import type { AccessUse } from '../access/access-use.ts';
import { type Caller, requireRole } from '../access/caller.ts';
import type { During } from '../as-of.ts';
import type { Context } from '../context.ts';
import { findLogPosition, pageAccessLog } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { quoteLucene } from '../resolve/lucene.ts';
import { ACCESS_CHAIN, type AccessBody, readBody } from './access-entry.ts';

/** One look as auditors are given it: ids, classes and sizes. */
export interface AccessLogEntryModel {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Null when nobody had to say who they are, or when the content was erased. */
  readonly caller: string | null;
  readonly matter: string | null;
  readonly subjects: readonly string[];
  /** Null when the content was erased, or when it is no request's. */
  readonly body: AccessBody | null;
}

export interface AccessLogArguments extends PageArguments {
  readonly caller?: string | null | undefined;
  /** Id of a matter. */
  readonly under?: string | null | undefined;
  /** Id of an entity, a record or a mention. */
  readonly subject?: string | null | undefined;
  readonly during?: During | null | undefined;
}

/** Entries of a chain between two moments, by their places: from (included) to before (excluded). */
export interface LogRange {
  readonly from: number;
  readonly before: number;
}

const END = Number.MAX_SAFE_INTEGER;

/** The log of access, newest first, for auditors. Reading it is a look like any other. FORBIDDEN, BAD_INPUT. */
export async function listAccessLog(
  context: Context & { readonly caller: Caller; readonly use: AccessUse },
  args: AccessLogArguments,
): Promise<Connection<AccessLogEntryModel>> {
  requireRole(context, ['auditor']);
  const { caller = null, under: matter = null, subject = null, during = null } = args;
  const page = readPage(
    context,
    args,
    ['access-log', caller, matter, subject, during],
    z.tuple([z.number()]),
  );
  const range = await findRange(context, during);
  const rows = await context.graph.read(
    pageAccessLog,
    {
      chain: ACCESS_CHAIN,
      from: BigInt(range.from),
      before: BigInt(Math.min(range.before, page.after?.[0] ?? END)),
      ...{ caller, matter, subject, limit: page.limit },
      about: subject === null ? '' : quoteLucene(subject),
    },
    { signal: context.signal, slots: { logged: chooseStart(caller, matter, subject) } },
  );
  if (subject !== null) context.use.logOf(subject, rows.length);
  return toConnection(
    page,
    rows,
    toEntry,
    ({ sequence }) => [sequence],
    () => rows.length,
  );
}

/** Where a period begins and ends on the chain: time never goes back along it. */
export async function findRange(context: Context, during: During | null | undefined): Promise<LogRange> {
  const find = async (since: string | null | undefined, otherwise: number): Promise<number> => {
    if (since == null) return otherwise;
    const params = { chain: ACCESS_CHAIN, since: toDateTime(new Date(since).toISOString()) };
    const [row] = await context.graph.read(findLogPosition, params, { signal: context.signal });
    return row?.sequence ?? END;
  };
  const [from, before] = await Promise.all([find(during?.from, 0), find(during?.to, END)]);
  return { from, before };
}

/** The narrowest way in: what one subject is touched by is the least, then one matter, then one caller. */
function chooseStart(caller: string | null, matter: string | null, subject: string | null) {
  if (subject !== null) return 'logged-about';
  if (matter !== null) return 'logged-under';
  return caller === null ? 'logged-all' : 'logged-by';
}

interface EntryRow {
  readonly sequence: number;
  readonly at: number;
  readonly actor: string | null;
  readonly scope: string | null;
  readonly subjects: readonly string[] | null;
  readonly body: string | null;
}

function toEntry({ sequence, at, actor, scope, subjects, body }: EntryRow): AccessLogEntryModel {
  return {
    sequence,
    at,
    caller: actor === '' ? null : actor,
    matter: scope,
    subjects: subjects ?? [],
    body: body === null ? null : readBody(body),
  };
}
