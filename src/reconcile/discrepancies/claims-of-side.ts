import type { ClaimModel } from '../../resolve/claim.ts';
import type { DiscrepancySideModel } from './discrepancy.ts';
import { departmentOf } from './stated-values.ts';

/** The claims that a side's mentions speak for, with the sources of that department alone. */
export function claimsOf(
  { attribute, scheme, department, mentions }: DiscrepancySideModel,
  claims: readonly ClaimModel[],
): readonly ClaimModel[] {
  const ours = new Set(mentions);
  return claims.flatMap((claim) => {
    if (claim.attribute !== attribute || claim.scheme !== scheme) return [];
    if (!claim.sources.some(({ mention }) => ours.has(mention))) return [];
    return [
      { ...claim, sources: claim.sources.filter(({ dataset }) => departmentOf(dataset) === department) },
    ];
  });
}
