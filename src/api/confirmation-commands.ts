import { type Role, requireRole } from '../access/caller.ts';
import { PRESENT } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { forgetCatalogue, loadCatalogue } from '../intake/dataset-catalogue.ts';
import { confirmValue, withdrawConfirmations } from '../reconcile/confirmations/confirm-value.ts';
import { type ConfirmationModel, listConfirmations } from '../reconcile/confirmations/list-confirmations.ts';
import { withDecisionLog } from '../reconcile/decision-log.ts';
import { readReason } from '../reconcile/judge.ts';
import type { ClaimModel } from '../resolve/claim.ts';
import type { RequestContext } from './context.ts';
import { deciding } from './reconcile-commands.ts';

const CONFIRMERS: readonly Role[] = ['bureau', 'reviewer', 'department'];
const READERS: readonly Role[] = ['bureau', 'reviewer', 'auditor'];

/** One value of an entity, as a claim gives it: standardised or as written. */
export interface ClaimInput {
  readonly entity: string;
  readonly attribute: string;
  readonly value: string;
  readonly reason: string;
}

/** Confirms a value; in the role department as its owner. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT. */
export async function confirmClaim(context: RequestContext, input: ClaimInput): Promise<ClaimModel> {
  requireRole(context, CONFIRMERS);
  const reason = readReason(input.reason);
  const { claim, entity } = await getClaim(context, input);
  if (claim.knownProblem !== null)
    throw new JingweiError('BAD_INPUT', {
      reason: `it is a known problem (${claim.knownProblem}): release that first`,
      argument: 'value',
    });
  const own = deciding(context);
  const catalogue = await loadCatalogue(context);
  const draft = { ...describe(context, entity, claim), reason };
  await withDecisionLog(own, (transaction, log) => confirmValue(own, transaction, log, { draft, catalogue }));
  return showClaim(context, input);
}

/** Takes back what people confirmed; a department its own answer. Throws FORBIDDEN, NOT_FOUND, BAD_INPUT. */
export async function withdrawClaim(context: RequestContext, input: ClaimInput): Promise<ClaimModel> {
  requireRole(context, CONFIRMERS);
  const reason = readReason(input.reason);
  const { claim, entity } = await getClaim(context, input);
  const own = deciding(context);
  const draft = { ...describe(context, entity, claim), reason };
  await withDecisionLog(own, (transaction, log) => withdrawConfirmations(own, transaction, log, draft));
  return showClaim(context, input);
}

/** What people confirmed about an entity. Throws FORBIDDEN. */
export async function listConfirmationsOf(
  context: RequestContext,
  entity: string,
): Promise<readonly ConfirmationModel[]> {
  requireRole(context, READERS);
  return listConfirmations(context, entity);
}

function describe({ caller }: RequestContext, entity: EntityRef, { attribute, scheme, value }: ClaimModel) {
  const department = caller.role === 'department' ? (caller.department ?? '') : null;
  return { entity: entity.id, attribute, scheme, value, department };
}

type EntityRef = Awaited<ReturnType<typeof getClaim>>['entity'];

/** The claim that a caller means, as far as the caller may see it. Throws NOT_FOUND, BAD_INPUT. */
export async function getClaim(
  context: RequestContext,
  { entity, attribute, value }: Pick<ClaimInput, 'entity' | 'attribute' | 'value'>,
) {
  const loaders = context.loaders(PRESENT);
  const found = await loaders.entities.load(entity);
  if (found === null) throw new JingweiError('NOT_FOUND', { kind: 'entity', id: entity });
  const claims = (await loaders.claims.load(found.id)).filter((one) => one.attribute === attribute);
  const claim =
    claims.find((one) => one.value === value) ??
    claims.find(({ sources }) => sources.some(({ original }) => original === value));
  if (claim === undefined)
    throw new JingweiError('BAD_INPUT', { reason: 'nobody states that value of it', argument: 'value' });
  return { entity: found, claim };
}

async function showClaim(context: RequestContext, input: ClaimInput): Promise<ClaimModel> {
  forgetCatalogue(context.graph);
  context.forget();
  return (await getClaim(context, input)).claim;
}
