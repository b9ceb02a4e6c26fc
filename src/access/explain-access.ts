import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';
import type { Access } from './access.ts';
import { explainVerdict } from './explain.ts';
import type { RedactionCode } from './redactions.ts';

/** What the caller sees of one class of one dataset, by which policies, and what would be needed to see more. */
export interface AccessExplanation {
  readonly dataset: string;
  readonly class: Classification;
  readonly seen: 'ALL' | 'WITHIN_SCOPE' | 'NOTHING';
  readonly policies: readonly { readonly id: string; readonly reason: string }[];
  readonly code: RedactionCode | null;
  readonly needed: string | null;
}

const SEEN = { allow: 'ALL', 'in-scope': 'WITHIN_SCOPE', deny: 'NOTHING' } as const;

/** "Why can't I see this": every class of some datasets, for the caller's own request. Datasets that are not known are left out. */
export function explainAccess(
  access: Access,
  datasets: readonly string[] | null,
): readonly AccessExplanation[] {
  const { catalogue, decision, book, caller, matter } = access;
  return (datasets ?? [...catalogue.datasets.keys()]).flatMap((id) => {
    const dataset = catalogue.datasets.get(id);
    if (dataset === undefined) return [];
    return CLASSIFICATIONS.map((dataClass): AccessExplanation => {
      const verdict = decision.verdict(id, dataClass);
      const why =
        verdict.effect === 'allow'
          ? { code: null, needed: null }
          : explainVerdict(book, caller, matter, dataset, dataClass, verdict);
      const policies = verdict.policies.map((policy) => ({
        id: policy,
        reason: book.reasons.get(policy) ?? '',
      }));
      return { dataset: id, class: dataClass, seen: SEEN[verdict.effect], policies, ...why };
    });
  });
}
