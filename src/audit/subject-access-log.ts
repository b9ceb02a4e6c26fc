import { z } from 'zod';
import type { AccessUse } from '../access/access-use.ts';
import type { Caller, VerifiedIdentifier } from '../access/caller.ts';
import type { During } from '../as-of.ts';
import { type Context, now } from '../context.ts';
import { pageSubjectLog, readMatterWords } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { quoteLucene } from '../resolve/lucene.ts';
import { ACCESS_CHAIN, readBody } from './access-entry.ts';
import { findRange } from './list-access-log.ts';
import { findProvenMentions, type ProvenMention } from './proven-mentions.ts';
import { readSubject } from './subject.ts';
import { describeBody, describeReason, describeSeen, type MatterWords, type Words } from './words.ts';

/** One look at a person's data, as the person is told of it: no names, no ids of others. */
export interface SubjectAccessModel {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly body: Words;
  readonly reason: Words;
  readonly seen: Words;
}

export interface SubjectLogArguments extends PageArguments {
  readonly subject?: VerifiedIdentifier | null | undefined;
  readonly during?: During | null | undefined;
}

type Asking = Context & { readonly caller: Caller; readonly use: AccessUse };

const END = Number.MAX_SAFE_INTEGER;

/**
 * Who looked at a person's data: when, which body, why, and at what, newest first. Looks under a matter that is
 * concealed appear once the time that the matter states has come. Throws FORBIDDEN, BAD_INPUT.
 */
export async function listSubjectAccessLog(
  context: Asking,
  args: SubjectLogArguments,
): Promise<Connection<SubjectAccessModel>> {
  const identifiers = readSubject(context, args.subject, ['auditor']);
  const { during = null } = args;
  const page = readPage(context, args, ['subject-log', identifiers, during], z.tuple([z.number()]));
  const mentions = await findProvenMentions(context, identifiers);
  for (const { id } of mentions) context.use.logOf(id, 0);
  const rows = await readLooks(context, mentions, during, page.after?.[0] ?? END, page.limit);
  return toConnection(
    page,
    rows,
    (row) => row,
    ({ sequence }) => [sequence],
    () => rows.length,
  );
}

/** The newest looks at some mentions before a place of the chain. */
export async function readLooks(
  context: Asking,
  mentions: readonly ProvenMention[],
  during: During | null,
  before: number,
  limit: bigint,
): Promise<readonly SubjectAccessModel[]> {
  if (mentions.length === 0) return [];
  const { graph, signal } = context;
  const range = await findRange(context, during);
  const ids = [...new Set(mentions.flatMap(({ id, record }) => [id, record]))];
  const references = mentions.flatMap((mention) => mention.references);
  const about = [...new Set([...ids, ...references.map(({ entity }) => entity)])];
  const rows = await graph.read(
    pageSubjectLog,
    {
      chain: ACCESS_CHAIN,
      about: about.map(quoteLucene).join(' '),
      from: BigInt(range.from),
      before: BigInt(Math.min(range.before, before)),
      now: toDateTime(now(context)),
      ...{ ids, references, limit },
    },
    { signal, slots: { logged: 'logged-about' } },
  );
  const matters = await readMatters(
    context,
    rows.flatMap(({ scope }) => scope ?? []),
  );
  const { departments } = await loadCatalogue(context);
  return rows.flatMap(({ sequence, at, scope, body: text }) => {
    const body = readBody(text);
    if (body === null) return [];
    const department = body.department === null ? undefined : departments.get(body.department)?.name;
    return [
      {
        ...{ sequence, at },
        body: describeBody(body, department),
        reason: describeReason(body, scope === null ? undefined : matters.get(scope)),
        seen: describeSeen(body),
      },
    ];
  });
}

async function readMatters(
  { graph, signal }: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MatterWords>> {
  if (ids.length === 0) return new Map();
  const rows = await graph.read(readMatterWords, { ids: [...new Set(ids)] }, { signal });
  return new Map(rows.map(({ id, ...words }) => [id, words]));
}
