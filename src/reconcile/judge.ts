import type { ReadContext } from '../access/access.ts';
import { JingweiError } from '../errors.ts';
import { listMembers } from '../generated/statements.ts';
import { groupRows } from '../group-rows.ts';
import type { EntityId, MentionId } from '../ids.ts';
import { type Decided, decide } from './decide.ts';
import { withDecisionLog } from './decision-log.ts';
import type { JudgementDraft, Verdict } from './judgement.ts';
import type { ReconcileContext } from './reconcile-context.ts';

/** Mentions that one decision may be about. */
const MOST_MENTIONS = 2_000;
const LONGEST_REASON = 1_000;

/** What a person says of two mentions. */
export interface PairInput {
  readonly a: string;
  readonly b: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly evidence?: string | null | undefined;
}

/** Takes one decision in. Throws as {@link decide}. */
export async function decideOne(context: ReconcileContext, draft: JudgementDraft): Promise<Decided> {
  return withDecisionLog(context, (transaction, log) => decide(context, transaction, log, draft));
}

/** A judgement of two mentions. Throws BAD_INPUT. */
export function draftPair({ a, b, verdict, reason, evidence }: PairInput): JudgementDraft {
  if (a === b) throw new JingweiError('BAD_INPUT', { reason: 'a and b are the same mention', argument: 'b' });
  const [left, right] = [a as MentionId, b as MentionId];
  return { act: 'JUDGE', verdict, left: [left], right: [right], reason: readReason(reason), evidence };
}

/**
 * That some entities are one: all of their mentions that the caller may see are. What was merged meanwhile counts as
 * what it was merged into. Throws NOT_FOUND, BAD_INPUT, LIMIT_EXCEEDED.
 */
export async function draftMerge(
  context: ReadContext,
  entities: readonly string[],
  reason: string,
): Promise<JudgementDraft> {
  const members = await readMembers(context, entities);
  const [first, ...rest] = [...members.values()];
  if (first === undefined || rest.length === 0)
    throw new JingweiError('BAD_INPUT', {
      reason: 'they are one entity already, or only one is named',
      argument: 'entities',
    });
  return { act: 'MERGE', verdict: 'SAME', left: first, right: rest.flat(), reason: readReason(reason) };
}

/** That some mentions of an entity are not one with its others. Throws as {@link draftMerge}. */
export async function draftSplit(
  context: ReadContext,
  entity: string,
  mentions: readonly string[],
  reason: string,
): Promise<JudgementDraft> {
  const [members = []] = (await readMembers(context, [entity])).values();
  const foreign = mentions.find((id) => !members.some((member) => member === id));
  if (foreign !== undefined)
    throw new JingweiError('BAD_INPUT', {
      reason: `${foreign} is no mention of that entity today`,
      argument: 'mentions',
    });
  const left = members.filter((id) => mentions.includes(id));
  const right = members.filter((id) => !mentions.includes(id));
  if (left.length === 0 || right.length === 0)
    throw new JingweiError('BAD_INPUT', {
      reason: 'a split takes some mentions, not none or all',
      argument: 'mentions',
    });
  return { act: 'SPLIT', verdict: 'DIFFERENT', left, right, reason: readReason(reason) };
}

/** The mentions of entities as they are today, by the ids that these have today. */
async function readMembers(
  context: ReadContext,
  entities: readonly string[],
): Promise<ReadonlyMap<EntityId, readonly MentionId[]>> {
  const asked = [...new Set(entities)];
  const rows = await context.graph.read(
    listMembers,
    { entities: asked, limit: BigInt(MOST_MENTIONS + 1), sight: context.access.decision.sight },
    { signal: context.signal },
  );
  const missing = asked.find((id) => !rows.some((row) => row.asked === id));
  if (missing !== undefined) throw new JingweiError('NOT_FOUND', { kind: 'entity', id: missing });
  const members = new Map<EntityId, readonly MentionId[]>();
  for (const [entity, group] of groupRows(rows, (row) => row.entity))
    members.set(entity, [...new Set(group.map(({ mention }) => mention))]);
  if ([...members.values()].flat().length > MOST_MENTIONS)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of mentions', limit: MOST_MENTIONS });
  return members;
}

/** Throws BAD_INPUT. */
export function readReason(text: string, argument = 'reason'): string {
  const reason = text.trim();
  if (reason !== '' && reason.length <= LONGEST_REASON) return reason;
  throw new JingweiError('BAD_INPUT', {
    reason: `${argument} has to be of 1 to ${LONGEST_REASON} characters`,
    argument,
  });
}
