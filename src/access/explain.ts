import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';
import type { Caller } from './caller.ts';
import { factsOf, matterFacts } from './decide.ts';
import type { MatterModel } from './matter-model.ts';
import { evaluate, type MatterFacts, type Verdict } from './policy/evaluate.ts';
import type { PolicyBook } from './policy/policy-book.ts';
import type { ProtectedDataset } from './protected-dataset.ts';
import type { RedactionCode } from './redactions.ts';

/** Why a class of a dataset is withheld, and what would be needed to see it, in words. */
export interface Why {
  readonly code: RedactionCode;
  readonly needed: string;
}

/**
 * Finds out by asking the policies what would change their verdict: a matter at all, one that names dataset, class and
 * person, the department's approval, or nothing.
 */
export function explainVerdict(
  book: PolicyBook,
  caller: Caller,
  matter: MatterModel | null,
  dataset: Omit<ProtectedDataset, 'classes' | 'holdsBack'>,
  dataClass: Classification,
  verdict: Verdict,
): Why {
  if (verdict.effect === 'in-scope')
    return { code: 'OUT_OF_SCOPE', needed: 'a matter whose subjects, period and place hold the record' };
  const allows = (facts: MatterFacts): boolean =>
    evaluate(book, factsOf(caller, facts, dataset, dataClass)).effect !== 'deny';
  const given = matter === null ? null : matterFacts(matter);
  const named: MatterFacts = {
    open: true,
    legalBasis: given?.legalBasis ?? '',
    people: [caller.user ?? ''],
    datasets: [dataset.id],
    classes: [...CLASSIFICATIONS],
    approvals: given?.approvals ?? [],
  };
  if (allows(named)) {
    const what = 'an open matter that names you, the dataset and the class';
    return given === null
      ? { code: 'MATTER_REQUIRED', needed: what }
      : { code: 'NOT_IN_MATTER', needed: what };
  }
  if (allows({ ...named, approvals: [...named.approvals, dataset.department.id] }))
    return given === null
      ? { code: 'MATTER_REQUIRED', needed: 'an open matter that the department of the dataset approved' }
      : { code: 'APPROVAL_REQUIRED', needed: "the approval of the matter by the dataset's department" };
  const [policy] = verdict.policies;
  const reason = policy === undefined ? undefined : book.reasons.get(policy);
  return {
    code: 'NOT_FOR_ROLE',
    needed: reason ?? `another role than ${caller.role}: no policy shows it this class of the dataset`,
  };
}
