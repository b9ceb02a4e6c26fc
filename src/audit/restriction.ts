import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Caller, requireRole, type VerifiedIdentifier } from '../access/caller.ts';
import { type Context, now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import {
  applyRestrictions,
  decideRestriction as decideRestrictionStatement,
  listOwnRestrictions,
  pageRestrictions,
  raiseRestriction as raiseRestrictionStatement,
  takeWriteLock,
} from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { toInstant } from '../instant.ts';
import { forgetCatalogue } from '../intake/dataset-catalogue.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { findProvingKeys } from './proven-mentions.ts';
import { readSubject } from './subject.ts';

/** She wants her values not to be used for the time being, or objects to their use altogether. */
export const RESTRICTION_KINDS = ['RESTRICTION', 'OBJECTION'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];
/** Open and upheld ones hold values back; a dismissed one does not. */
export const RESTRICTION_STATES = ['OPEN', 'UPHELD', 'DISMISSED'] as const;
export type RestrictionState = (typeof RESTRICTION_STATES)[number];

/** What a person raised, and what came of it; instants in ISO form. */
export interface RestrictionModel {
  readonly id: string;
  readonly kind: RestrictionKind;
  readonly state: RestrictionState;
  readonly reason: string;
  readonly raisedAt: string;
  readonly decidedAt: string | null;
  readonly decision: string | null;
  /** Ids of mentions that it holds back, or held back; at most a hundred. */
  readonly mentions: readonly string[];
}

type Asking = Context & { readonly caller: Caller };

const MOST_LETTERS = 2_000;
const Kind = z.enum(RESTRICTION_KINDS);
const State = z.enum(RESTRICTION_STATES);

/**
 * Holds back from use, from now on, whatever is or will be stated of the caller under her verified identifiers, whoever
 * delivers it and whatever it is merged to, until a reviewer decides. Throws FORBIDDEN, BAD_INPUT.
 */
export async function raiseRestriction(
  context: Asking,
  args: { readonly kind: RestrictionKind; readonly reason: string },
): Promise<RestrictionModel> {
  requireRole(context, ['subject']);
  const reason = readWords(args.reason);
  const keys = [...(await findProvingKeys(context, readSubject(context, null, [])))];
  if (keys.length === 0)
    throw new JingweiError('BAD_INPUT', {
      reason: 'no identifier of the token stands for one person for good',
      argument: 'identifiers',
    });
  const id = `x_${randomBytes(16).toString('base64url')}`;
  const at = toDateTime(now(context));
  await context.graph.write(async (transaction) => {
    await transaction.run(takeWriteLock, { now: at });
    await transaction.run(raiseRestrictionStatement, {
      ...{ id, kind: args.kind, reason, at, keys },
      by: context.caller.user ?? '',
    });
    await transaction.run(applyRestrictions, { keys });
  });
  forgetCatalogue(context.graph);
  return getOwn(context, keys, id);
}

/**
 * Decides a restriction: upheld, it goes on holding values back; dismissed, they may be used again unless another one
 * holds them. Throws FORBIDDEN, BAD_INPUT, RESTRICTION_STATE.
 */
export async function decideRestriction(
  context: Asking,
  args: { readonly id: string; readonly uphold: boolean; readonly reason: string },
): Promise<RestrictionModel> {
  requireRole(context, ['reviewer']);
  const words = readWords(args.reason);
  const at = toDateTime(now(context));
  const keys = await context.graph.write(async (transaction) => {
    await transaction.run(takeWriteLock, { now: at });
    const [decided] = await transaction.run(decideRestrictionStatement, {
      ...{ id: args.id, at, words, state: args.uphold ? 'UPHELD' : 'DISMISSED' },
      by: context.caller.user ?? '',
    });
    if (decided === undefined) throw new JingweiError('RESTRICTION_STATE', { id: args.id });
    await transaction.run(applyRestrictions, { keys: decided.keys });
    return decided.keys;
  });
  forgetCatalogue(context.graph);
  return getOwn(context, keys, args.id);
}

/** A reviewer's list of all restrictions in a state. Throws FORBIDDEN, BAD_INPUT, CURSOR_INVALID. */
export async function listRestrictions(
  context: Asking,
  args: PageArguments & { readonly state?: RestrictionState | null | undefined },
): Promise<Connection<RestrictionModel>> {
  requireRole(context, ['reviewer']);
  const states = args.state == null ? RESTRICTION_STATES : [args.state];
  const page = readPage(context, args, ['restrictions', states], z.tuple([z.string()]));
  const range = { after: page.after?.[0] ?? '', limit: page.limit };
  const rows = await context.graph.read(pageRestrictions, { states, ...range }, { signal: context.signal });
  return toConnection(
    page,
    rows,
    toRestriction,
    ({ id }) => [id],
    () => rows.length,
  );
}

/** What a person has raised so far, newest first. Throws FORBIDDEN. */
export async function listOwn(context: Asking): Promise<readonly RestrictionModel[]> {
  requireRole(context, ['subject']);
  const identifiers: readonly VerifiedIdentifier[] = readSubject(context, null, []);
  return readOwn(context, [...(await findProvingKeys(context, identifiers))]);
}

async function readOwn(context: Asking, keys: readonly string[]): Promise<readonly RestrictionModel[]> {
  const rows = await context.graph.read(listOwnRestrictions, { keys }, { signal: context.signal });
  return rows.map(toRestriction);
}

async function getOwn(context: Asking, keys: readonly string[], id: string): Promise<RestrictionModel> {
  const found = (await readOwn(context, keys)).find((one) => one.id === id);
  if (found === undefined) throw new JingweiError('RESTRICTION_STATE', { id });
  return found;
}

interface RestrictionRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly reason: string;
  readonly raisedAt: number;
  readonly decidedAt: number | null;
  readonly decision: string | null;
  readonly mentions: readonly string[];
}

function toRestriction({ kind, state, raisedAt, decidedAt, ...row }: RestrictionRow): RestrictionModel {
  return {
    ...row,
    kind: Kind.parse(kind),
    state: State.parse(state),
    raisedAt: toInstant(raisedAt),
    decidedAt: decidedAt === null ? null : toInstant(decidedAt),
  };
}

function readWords(text: string): string {
  const words = text.trim();
  if (words !== '' && words.length <= MOST_LETTERS) return words;
  const reason = `reason has to be of 1 to ${MOST_LETTERS} characters`;
  throw new JingweiError('BAD_INPUT', { reason, argument: 'reason' });
}
