import { requireRole } from '../access/caller.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { forgetCatalogue } from '../intake/dataset-catalogue.ts';
import type { DepartmentModel } from '../intake/dataset-model.ts';
import { answerCorrection } from '../reconcile/corrections/answer.ts';
import type { CorrectionAnswer, CorrectionModel } from '../reconcile/corrections/correction.ts';
import { sendCorrection } from '../reconcile/corrections/send.ts';
import { withDecisionLog } from '../reconcile/decision-log.ts';
import { readReason } from '../reconcile/judge.ts';
import type { RequestContext } from './context.ts';
import { listClaimsOfSide } from './discrepancies.ts';
import { DECIDERS, deciding } from './reconcile-commands.ts';

const READERS = ['bureau', 'reviewer', 'auditor', 'department'] as const;

/** Lets only those pass that corrections are for. Throws FORBIDDEN. */
export function requireCorrectionReader(context: RequestContext): RequestContext {
  requireRole(context, READERS);
  return context;
}

/** Throws FORBIDDEN. */
export async function findCorrection(context: RequestContext, id: string): Promise<CorrectionModel | null> {
  return requireCorrectionReader(context).loaders(PRESENT).corrections.load(id);
}

interface SendArguments {
  readonly discrepancy: string;
  readonly department?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** Sends a discrepancy that the caller may see to a department. Throws FORBIDDEN, NOT_FOUND and what sending throws. */
export async function sendCorrectionOf(
  context: RequestContext,
  { discrepancy: id, department, note }: SendArguments,
): Promise<CorrectionModel> {
  requireRole(context, DECIDERS);
  const discrepancy = await context.loaders(PRESENT).discrepancies.load(id);
  if (discrepancy === null) throw new JingweiError('NOT_FOUND', { kind: 'discrepancy', id });
  const sides = [discrepancy.left, discrepancy.right];
  const claims = await Promise.all(sides.map((side) => listClaimsOfSide(context, side)));
  const preferred = sides.find((_, place) => claims[place]?.some((claim) => claim.preferred));
  const own = deciding(context);
  const words = note == null || note.trim() === '' ? null : readReason(note, 'note');
  const sent = await withDecisionLog(own, (transaction, log) =>
    sendCorrection(own, transaction, log, {
      ...{ discrepancy: id, department: department ?? null, note: words },
      preferred: preferred?.department ?? null,
    }),
  );
  context.forget();
  return getVisibleCorrection(context, sent);
}

interface AnswerArguments {
  readonly id: string;
  readonly answer: CorrectionAnswer;
  readonly evidence: string;
  readonly value?: string | null | undefined;
}

/** A department's own answer, or the bureau's on its behalf. Throws FORBIDDEN, NOT_FOUND and what answering throws. */
export async function answerCorrectionOf(
  context: RequestContext,
  { id, value, ...answer }: AnswerArguments,
): Promise<CorrectionModel> {
  requireRole(context, ['bureau', 'department']);
  // A department is told of no other's, so that it answers none.
  await getVisibleCorrection(context, id);
  const own = deciding(context);
  await withDecisionLog(own, (transaction, log) =>
    answerCorrection(own, transaction, log, { ...answer, id, value: value ?? null }),
  );
  forgetCatalogue(context.graph);
  context.forget();
  return getVisibleCorrection(context, id);
}

async function getVisibleCorrection(context: RequestContext, id: string): Promise<CorrectionModel> {
  const correction = await context.loaders(PRESENT).corrections.load(id);
  if (correction === null) throw new JingweiError('NOT_FOUND', { kind: 'correction', id });
  return correction;
}

/** A department, for whom its work may be shown to; null for others. */
export function findWorkOf({ caller }: RequestContext, department: DepartmentModel): DepartmentModel | null {
  if (caller.role === 'department') return caller.department === department.id ? department : null;
  return READERS.some((role) => role === caller.role) ? department : null;
}
