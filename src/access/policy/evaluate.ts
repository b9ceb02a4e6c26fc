import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Classification } from '../../intake/contract/contract.ts';
import type { Role } from '../caller.ts';
import type { PolicyBook } from './policy-book.ts';

/** Everything that one decision is made from. */
export interface PolicyFacts {
  readonly principal: {
    readonly id: string;
    readonly role: Role;
    readonly department: string;
    /** Whether an app's scopes name the dataset; always so for people. */
    readonly inScopes: boolean;
  };
  readonly resource: {
    readonly dataset: string;
    readonly department: string;
    readonly sharing: 'open' | 'conditional' | 'closed';
    readonly class: Classification;
  };
  readonly matter: MatterFacts | null;
}

export interface MatterFacts {
  readonly open: boolean;
  readonly legalBasis: string;
  readonly people: readonly string[];
  readonly datasets: readonly string[];
  readonly classes: readonly Classification[];
  readonly approvals: readonly string[];
}

/** `in-scope`: allowed for the rows that lie within the matter's scope, which only the query can tell. */
export interface Verdict {
  readonly effect: 'allow' | 'in-scope' | 'deny';
  /** Ids of the policies that decided. */
  readonly policies: readonly string[];
}

/** The facts that only a row can tell; all true: it lies within the matter's scope. */
interface RowFacts {
  readonly inSubjects: boolean;
  readonly inPeriod: boolean;
  readonly inPlace: boolean;
}

const IN_SCOPE: RowFacts = { inSubjects: true, inPeriod: true, inPlace: true };
const BOTH = [true, false] as const;
const OUT_OF_SCOPE: readonly RowFacts[] = BOTH.flatMap((inSubjects) =>
  BOTH.flatMap((inPeriod) => BOTH.map((inPlace) => ({ inSubjects, inPeriod, inPlace }))),
).slice(1);

/**
 * Asks Cedar about all values of one class of one dataset at once. What is true of a single row is undecided, so it asks
 * for every combination of those facts: allowed in all of them needs no predicate; allowed within the scope becomes the
 * predicate "lies within the scope"; whatever a policy would allow outside of it only is not shown. That is partial
 * evaluation by enumeration (docs/decisions/0010-cedar.md says why). `isNarrowed`: whether the scope leaves rows out.
 */
export function evaluate(book: PolicyBook, facts: PolicyFacts, isNarrowed = true): Verdict {
  const ask = buildQuestion(book, facts);
  const inside = ask(IN_SCOPE);
  if (!inside.isAllowed) return { effect: 'deny', policies: inside.policies };
  const isFree = !isNarrowed || OUT_OF_SCOPE.every((row) => ask(row).isAllowed);
  return { effect: isFree ? 'allow' : 'in-scope', policies: inside.policies };
}

interface Answer {
  readonly isAllowed: boolean;
  readonly policies: readonly string[];
}

function buildQuestion(book: PolicyBook, facts: PolicyFacts): (row: RowFacts) => Answer {
  const { principal, resource, matter } = facts;
  const user = { type: 'User', id: principal.id };
  const value = { type: 'Value', id: `${resource.dataset} ${resource.class}` };
  const entities = [
    {
      uid: user,
      attrs: { id: principal.id, department: principal.department, inScopes: principal.inScopes },
      parents: [{ type: 'Role', id: principal.role }],
    },
    { uid: value, attrs: { ...resource }, parents: [] },
  ];
  const known = matter === null ? {} : { matter: toRecord(matter) };
  prepare(book);
  return (row) => {
    const answer = statefulIsAuthorized({
      principal: user,
      action: { type: 'Action', id: 'read' },
      resource: value,
      context: { ...known, row: { ...row } },
      preparsedPolicySetId: book.version,
      entities,
    });
    if (answer.type === 'failure')
      throw new Error(`Cedar: ${answer.errors.map(({ message }) => message).join('; ')}`);
    const { decision, diagnostics } = answer.response;
    // A policy that fails is never taken for one that does not apply.
    const [failed] = diagnostics.errors;
    if (failed !== undefined) return { isAllowed: false, policies: [failed.policyId] };
    return { isAllowed: decision === 'allow', policies: diagnostics.reason };
  };
}

const prepared = new Set<string>();

function prepare(book: PolicyBook): void {
  if (prepared.has(book.version)) return;
  const checked = preparsePolicySet(book.version, { staticPolicies: { ...book.policies } });
  if (checked.type === 'failure')
    throw new Error(`Cedar: ${checked.errors.map(({ message }) => message).join('; ')}`);
  prepared.add(book.version);
}

function toRecord(matter: MatterFacts) {
  return {
    open: matter.open,
    legalBasis: matter.legalBasis,
    people: [...matter.people],
    datasets: [...matter.datasets],
    classes: [...matter.classes],
    approvals: [...matter.approvals],
  };
}
