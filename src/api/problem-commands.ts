import { type Role, requireRole } from '../access/caller.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { forgetCatalogue, loadCatalogue } from '../intake/dataset-catalogue.ts';
import { withDecisionLog } from '../reconcile/decision-log.ts';
import { readReason } from '../reconcile/judge.ts';
import { confirmProblem, releaseProblem, settleStating } from '../reconcile/problems/change-problem.ts';
import type { KnownProblemModel } from '../reconcile/problems/known-problem.ts';
import {
  type ProblemDraft,
  registerProblem,
  settleProblem,
  toMentionIds,
} from '../reconcile/problems/register-problem.ts';
import { getClaim } from './confirmation-commands.ts';
import type { RequestContext } from './context.ts';
import { DECIDERS, deciding, requireMentions } from './reconcile-commands.ts';

const READERS: readonly Role[] = ['bureau', 'reviewer', 'auditor', 'department'];

export interface RegisterInput extends Pick<ProblemDraft, 'attribute' | 'value'> {
  readonly entity: string;
  readonly dataset?: string | null | undefined;
  readonly department?: string | null | undefined;
  readonly reason: string;
}

/** Registers what was found wrong about an entity, as the caller sees it. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT. */
export async function registerProblemOf(
  context: RequestContext,
  { entity, attribute, value, dataset = null, department = null, reason }: RegisterInput,
): Promise<KnownProblemModel> {
  requireRole(context, DECIDERS);
  const words = readReason(reason);
  const { entity: found, claim } = await getClaim(context, { entity, attribute, value });
  const draft = {
    ...{ entity: found.id, attribute, scheme: claim.scheme, value: claim.value, reason: words },
    ...{ dataset, department: dataset === null ? department : null },
  };
  const own = deciding(context);
  const catalogue = await loadCatalogue(context);
  const { id } = await withDecisionLog(own, async (transaction, log) => {
    const registered = await registerProblem(own, transaction, log, { draft, catalogue });
    await settleProblem(own, transaction, registered);
    return registered;
  });
  return showProblem(context, id);
}

/** Confirms what was proposed, and decides anew who is who without it. Throws FORBIDDEN, NOT_FOUND, PROBLEM_STATE. */
export async function confirmProblemOf(
  context: RequestContext,
  id: string,
  reason: string,
): Promise<KnownProblemModel> {
  requireRole(context, DECIDERS);
  const words = readReason(reason);
  const { id: known } = await getProblem(context, id);
  const own = deciding(context);
  await withDecisionLog(own, (transaction, log) =>
    confirmProblem(own, transaction, log, { id, reason: words }),
  );
  await settleStating(own, await loadCatalogue(context), known);
  return showProblem(context, id);
}

/** Throws FORBIDDEN, NOT_FOUND, PROBLEM_STATE, BAD_INPUT. */
export async function releaseProblemOf(
  context: RequestContext,
  {
    id,
    reason,
    mentions,
  }: {
    readonly id: string;
    readonly reason: string;
    readonly mentions?: readonly string[] | null | undefined;
  },
): Promise<KnownProblemModel> {
  requireRole(context, DECIDERS);
  const words = readReason(reason);
  const { id: known, state, scope } = await getProblem(context, id);
  const own = deciding(context);
  const named = mentions == null ? null : toMentionIds(mentions);
  await requireMentions(context, named ?? []);
  const catalogue = await loadCatalogue(context);
  await withDecisionLog(own, (transaction, log) =>
    releaseProblem(own, transaction, log, { id, reason: words, mentions: named, catalogue }),
  );
  if (state === 'LIVE' && (named === null || scope === 'ENTITY')) await settleStating(own, catalogue, known);
  return showProblem(context, id);
}

/** A known problem for a reader; a department is told of what it stated itself. Throws FORBIDDEN. */
export async function findProblem(context: RequestContext, id: string): Promise<KnownProblemModel | null> {
  requireProblemReader(context);
  const problem = await context.loaders(PRESENT).knownProblems.load(id);
  const { role, department } = context.caller;
  if (role === 'department' && problem?.departments.includes(department ?? '') !== true) return null;
  return problem;
}

export function requireProblemReader(context: RequestContext): RequestContext {
  requireRole(context, READERS);
  return context;
}

async function getProblem(context: RequestContext, id: string): Promise<KnownProblemModel> {
  const problem = await context.loaders(PRESENT).knownProblems.load(id);
  if (problem === null) throw new JingweiError('NOT_FOUND', { kind: 'known problem', id });
  return problem;
}

async function showProblem(context: RequestContext, id: string): Promise<KnownProblemModel> {
  forgetCatalogue(context.graph);
  context.forget();
  return getProblem(context, id);
}
