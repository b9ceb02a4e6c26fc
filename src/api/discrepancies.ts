import { requireRole } from '../access/caller.ts';
import { type AsOf, PRESENT } from '../as-of.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DepartmentModel } from '../intake/dataset-model.ts';
import { claimsOf } from '../reconcile/discrepancies/claims-of-side.ts';
import { type ConsistencyModel, readConsistency } from '../reconcile/discrepancies/consistency.ts';
import type { DiscrepancyModel, DiscrepancySideModel } from '../reconcile/discrepancies/discrepancy.ts';
import type { ClaimModel } from '../resolve/claim.ts';
import type { EntityModel } from '../resolve/entity.ts';
import type { RequestContext } from './context.ts';

/** Claims of one side: what its mentions state of the attribute, now or until the discrepancy was over. */
export async function listClaimsOfSide(
  context: RequestContext,
  side: DiscrepancySideModel,
): Promise<readonly ClaimModel[]> {
  const { entity, closedAt } = side;
  const asOf: AsOf = closedAt === null ? PRESENT : { valid: null, recorded: justBefore(closedAt) };
  const claims = await context.loaders(asOf).claims.load(entity);
  return claimsOf(side, claims);
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

/** The entity that a discrepancy is about, by the id that it has today. */
export function findEntityOfDiscrepancy(
  context: RequestContext,
  { entity }: DiscrepancyModel,
): Promise<EntityModel | null> {
  return context.loaders(PRESENT).entities.load(entity);
}

/** A department by its id; one that owns no dataset any more keeps it for a name. */
export async function getDepartmentById(context: RequestContext, id: string): Promise<DepartmentModel> {
  return (await loadCatalogue(context)).departments.get(id) ?? { id, name: id };
}

/** Throws FORBIDDEN, BAD_INPUT. */
export async function listConsistencyFor(
  context: RequestContext,
  args: Parameters<typeof readConsistency>[1],
): Promise<readonly ConsistencyModel[]> {
  requireRole(context, ['bureau', 'reviewer', 'auditor', 'department']);
  return readConsistency(context, args);
}
