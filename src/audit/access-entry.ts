import { hash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AccessSummary } from '../access/access-use.ts';
import { ROLES } from '../access/caller.ts';
import type { EntryDraft } from '../chain/entry.ts';

/** The chain that every look is written on. */
export const ACCESS_CHAIN = 'access';

/** What a request was, apart from what it read. */
export interface LoggedRequest {
  /** The name that the server gave the request, as its answer and the server's own log tell it. */
  readonly id: string;
  readonly kind: 'query' | 'export' | 'mutation' | 'upload' | 'page' | 'retention';
  /** The name that the client gave the operation; empty when it gave none. */
  readonly operation: string;
  /** Root fields that were asked for, or the path of a page. */
  readonly fields: readonly string[];
  /** Everything that was asked, values included: only a salted digest of it is kept. */
  readonly question: string;
  /** OK, or a code from the table of errors. */
  readonly outcome: string;
}

const Question = z.object({ salt: z.string(), digest: z.string() });

/** The content of an entry beside who, under which matter and about whom. */
const Body = z.object({
  request: z.string(),
  kind: z.enum(['query', 'export', 'mutation', 'upload', 'page', 'retention']),
  operation: z.string(),
  fields: z.array(z.string()),
  outcome: z.string(),
  role: z.enum(ROLES),
  department: z.string().nullable(),
  datasets: z.array(z.string()),
  classes: z.array(z.string()),
  size: z.number(),
  decision: z.string(),
  policyVersion: z.string(),
  question: Question,
});
export type AccessBody = z.infer<typeof Body>;

const SALT_BYTES = 12;

/** What is written about one request: who, under which matter, what it touched, and how much left. No values. */
export function buildEntry(summary: AccessSummary, request: LoggedRequest): EntryDraft {
  const { caller, matter, entities, records, mentions, about, datasets, classes } = summary;
  const salt = randomBytes(SALT_BYTES).toString('base64url');
  const body: AccessBody = {
    request: request.id,
    kind: request.kind,
    operation: request.operation,
    fields: [...request.fields],
    outcome: request.outcome,
    role: caller.role,
    department: caller.department,
    datasets: [...datasets],
    classes: [...classes],
    size: summary.size,
    decision: summary.decision,
    policyVersion: summary.policyVersion,
    question: { salt, digest: digestQuestion(salt, request.question) },
  };
  return {
    actor: caller.user ?? '',
    scope: matter,
    subjects: [...new Set([...entities, ...mentions, ...records, ...about])],
    body: JSON.stringify(body),
  };
}

/** Proves or refutes that a certain question was asked, for whoever knows the whole of it. */
export function digestQuestion(salt: string, question: string): string {
  return hash('sha256', `${salt}\u0000${question}`, 'base64url');
}

/** Null when it is not the entry of a request, e.g. one that announces an erasure. */
export function readBody(body: string): AccessBody | null {
  return Body.safeParse(JSON.parse(body)).data ?? null;
}
