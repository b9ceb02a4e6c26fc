import type { Context } from '../context.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { Access } from './access.ts';
import { AccessUse } from './access-use.ts';
import { loadPolicies } from './policy/policy-book.ts';
import { Redactions } from './redactions.ts';
import { buildSight } from './sight.ts';

/** What the product itself reads to count: everything but what persons hold back. No part of it may reach a caller. */
export async function openWholeAccess(context: Context): Promise<Access> {
  const catalogue = await loadCatalogue(context);
  const book = await loadPolicies(context.settings.access.policies);
  return {
    caller: { user: null, role: 'bureau', department: null },
    matter: null,
    ...{ book, catalogue },
    decision: {
      key: 'whole',
      policyVersion: book.version,
      sight: buildSight(catalogue.datasets.values(), () => 'allow'),
      isScoped: false,
      verdict: () => ({ effect: 'allow', policies: [] }),
      sees: () => true,
      seesAny: () => true,
    },
    use: new AccessUse(),
    redactions: new Redactions(),
  };
}
