import { requireRole } from '../access/caller.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { approve, decline } from '../reconcile/approve.ts';
import { decide } from '../reconcile/decide.ts';
import { withDecisionLog } from '../reconcile/decision-log.ts';
import {
  decideOne,
  draftMerge,
  draftPair,
  draftSplit,
  type PairInput,
  readReason,
} from '../reconcile/judge.ts';
import { judgeMany } from '../reconcile/judge-many.ts';
import type { JudgementDraft, JudgementModel } from '../reconcile/judgement.ts';
import { type DecisionPreview, previewDecision, previewRevocation } from '../reconcile/preview.ts';
import type { ReconcileContext } from '../reconcile/reconcile-context.ts';
import { requireAbout } from '../reconcile/review/about-item.ts';
import { requireAnswerable } from '../reconcile/review/lease.ts';
import { revoke } from '../reconcile/revoke.ts';
import type { RequestContext } from './context.ts';
import type { JudgementOutcomeOf } from './models.ts';

export const DECIDERS = ['bureau', 'reviewer'] as const;
const READERS = ['bureau', 'reviewer', 'auditor'] as const;
const MOST_AT_ONCE = 1_000;
const MOST_MOVES = 500;

/** Judges two mentions, both of which the caller may see. Throws FORBIDDEN, NOT_FOUND and what deciding throws. */
export async function judgePair(
  context: RequestContext,
  { item, ...input }: PairInput & { readonly item?: string | null | undefined },
): Promise<JudgementModel> {
  requireRole(context, DECIDERS);
  await requireMentions(context, [input.a, input.b]);
  const draft = draftPair(input);
  if (item == null) return decideAndShow(context, draft);
  const own = deciding(context);
  const { id } = await withDecisionLog(own, async (transaction, log) => {
    await requireAnswerable(context, transaction, own.by, { item, draft });
    await requireAbout(transaction, item, draft);
    return decide(own, transaction, log, draft);
  });
  context.forget();
  return getVisibleJudgement(context, id);
}

/** Judges many pairs, each by itself. Throws FORBIDDEN, LIMIT_EXCEEDED. */
export async function judgePairs(
  context: RequestContext,
  inputs: readonly PairInput[],
): Promise<readonly JudgementOutcomeOf[]> {
  requireRole(context, DECIDERS);
  if (inputs.length > MOST_AT_ONCE)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of judgements', limit: MOST_AT_ONCE });
  const ids = [...new Set(inputs.flatMap(({ a, b }) => [a, b]))];
  const hidden = new Set(await findHidden(context, ids));
  const rows = inputs.map((input) => {
    const missing = [input.a, input.b].find((id) => hidden.has(id));
    return missing === undefined ? input : new JingweiError('NOT_FOUND', { kind: 'mention', id: missing });
  });
  const outcomes: JudgementOutcomeOf[] = [];
  for await (const { id, repeated, error } of judgeMany(deciding(context), rows))
    outcomes.push({
      ...{ place: outcomes.length, id, repeated },
      ...{ code: error?.code ?? null, message: error?.message ?? null },
    });
  context.forget();
  return outcomes;
}

/** Throws FORBIDDEN, NOT_FOUND, BAD_INPUT and what deciding throws. */
export async function mergeEntities(
  context: RequestContext,
  entities: readonly string[],
  reason: string,
): Promise<JudgementModel> {
  requireRole(context, DECIDERS);
  return decideAndShow(context, await draftMerge(context, entities, reason));
}

/** Throws as {@link mergeEntities}. */
export async function splitEntity(
  context: RequestContext,
  entity: string,
  mentions: readonly string[],
  reason: string,
): Promise<JudgementModel> {
  requireRole(context, DECIDERS);
  return decideAndShow(context, await draftSplit(context, entity, mentions, reason));
}

const STEPS = {
  approve: () => approve,
  decline: (reason: string) => decline(readReason(reason)),
  revoke: (reason: string) => {
    const words = readReason(reason);
    return (...[context, transaction, log, id]: Parameters<typeof approve>) =>
      revoke(context, transaction, log, { id, reason: words });
  },
} as const;

/** What a person decides about a judgement. Throws FORBIDDEN, NOT_FOUND and what the step throws. */
export async function changeJudgement(
  context: RequestContext,
  id: string,
  step: keyof typeof STEPS,
  reason = '',
): Promise<JudgementModel> {
  requireRole(context, DECIDERS);
  await getVisibleJudgement(context, id);
  const work = STEPS[step](reason);
  const own = deciding(context);
  await withDecisionLog(own, (transaction, log) => work(own, transaction, log, id));
  context.forget();
  return getVisibleJudgement(context, id);
}

/** What a draft would do. Throws as deciding does. */
export async function previewDraft(
  context: RequestContext,
  build: () => JudgementDraft | Promise<JudgementDraft>,
): Promise<DecisionPreview> {
  requireRole(context, DECIDERS);
  return showPreview(context, await previewDecision(deciding(context), await build()));
}

/** What judging two mentions would do. Throws FORBIDDEN, NOT_FOUND and what deciding throws. */
export async function previewPair(
  context: RequestContext,
  pair: Omit<PairInput, 'reason'>,
): Promise<DecisionPreview> {
  return previewDraft(context, async () => {
    await requireMentions(context, [pair.a, pair.b]);
    return draftPair({ ...pair, reason: 'preview' });
  });
}

/** What taking a judgement back would do. Throws FORBIDDEN, NOT_FOUND and what revoking throws. */
export async function previewRevoking(context: RequestContext, id: string): Promise<DecisionPreview> {
  requireRole(context, DECIDERS);
  await getVisibleJudgement(context, id);
  return showPreview(context, await previewRevocation(deciding(context), id));
}

/** A judgement for a reader. Throws FORBIDDEN. */
export async function findJudgement(context: RequestContext, id: string): Promise<JudgementModel | null> {
  requireRole(context, READERS);
  return context.loaders(PRESENT).judgements.load(id);
}

export function requireReader(context: RequestContext): RequestContext {
  requireRole(context, READERS);
  return context;
}

async function decideAndShow(context: RequestContext, draft: JudgementDraft): Promise<JudgementModel> {
  const { id } = await decideOne(deciding(context), draft);
  context.forget();
  return getVisibleJudgement(context, id);
}

async function getVisibleJudgement(context: RequestContext, id: string): Promise<JudgementModel> {
  const judgement = await context.loaders(PRESENT).judgements.load(id);
  if (judgement === null) throw new JingweiError('NOT_FOUND', { kind: 'judgement', id });
  return judgement;
}

export function deciding({
  graph,
  settings,
  clock,
  caller,
  access,
  onIdentity,
}: RequestContext): ReconcileContext {
  return { graph, settings, clock, by: caller.user ?? '', matter: access.matter?.id ?? null, onIdentity };
}

/** Throws NOT_FOUND for a mention that the caller may not know. */
export async function requireMentions(context: RequestContext, ids: readonly string[]): Promise<void> {
  const [missing] = await findHidden(context, ids);
  if (missing !== undefined) throw new JingweiError('NOT_FOUND', { kind: 'mention', id: missing });
}

async function findHidden(context: RequestContext, ids: readonly string[]): Promise<readonly string[]> {
  const { mentions } = context.loaders(PRESENT);
  const found = await Promise.all(ids.map((id) => mentions.load(id)));
  return ids.filter((_, place) => found[place] === null);
}

/** What is hidden takes no part in what a preview tells. */
export async function showPreview(
  context: RequestContext,
  preview: DecisionPreview,
): Promise<DecisionPreview> {
  const hidden = new Set(
    await findHidden(
      context,
      preview.moves.map(({ mention }) => mention),
    ),
  );
  const moves = preview.moves.filter(({ mention }) => !hidden.has(mention));
  return {
    ...preview,
    effect: { ...preview.effect, moved: moves.length },
    moves: moves.slice(0, MOST_MOVES),
  };
}
