import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import type { Classification } from '../intake/contract/contract.ts';
import type { AccessUse } from './access-use.ts';
import type { Caller } from './caller.ts';
import { type AccessDecision, type Catalogue, decide } from './decide.ts';
import { explainVerdict, type Why } from './explain.ts';
import type { MatterModel } from './matter-model.ts';
import { loadPolicies, type PolicyBook } from './policy/policy-book.ts';
import { Redactions } from './redactions.ts';
import { findScopeRecords } from './scope-records.ts';
import { withinScope } from './sight.ts';

/** What one request knows of its access: who asks, under which matter, what may be seen, and what was. */
export interface Access {
  readonly caller: Caller;
  readonly matter: MatterModel | null;
  readonly book: PolicyBook;
  readonly catalogue: Catalogue;
  readonly decision: AccessDecision;
  readonly use: AccessUse;
  readonly redactions: Redactions;
}

/** What every function that reads for a caller is given first. */
export interface ReadContext extends Context {
  readonly access: Access;
}

/** Makes the decision that a whole request runs under. Throws POLICY_INVALID, MATTER_TOO_WIDE. */
export async function openAccess(
  context: Context,
  request: Pick<Access, 'caller' | 'matter' | 'catalogue' | 'use'>,
): Promise<Access> {
  const book = await loadPolicies(context.settings.access.policies);
  const made = decide(book, request.caller, request.matter, request.catalogue);
  const { matter } = request;
  const decision =
    matter === null || !made.isScoped
      ? made
      : { ...made, sight: withinScope(made.sight, await findScopeRecords(context, matter)) };
  return { ...request, book, decision, redactions: new Redactions() };
}

/** Whether a value may be handed out; if so, that it was is noted. */
export function mayShow(
  { decision, use }: Access,
  dataset: string,
  dataClass: Classification,
  inScope: boolean,
): boolean {
  if (!decision.sees(dataset, dataClass, inScope)) return false;
  use.value(dataset, dataClass);
  return true;
}

/** The same for a value that holds what several classes protect, none of which stands for another. */
export function mayShowAll(
  { decision, use }: Access,
  dataset: string,
  classes: ReadonlySet<Classification>,
  inScope: boolean,
): boolean {
  for (const dataClass of classes) if (!decision.sees(dataset, dataClass, inScope)) return false;
  for (const dataClass of classes) use.value(dataset, dataClass);
  return true;
}

/** Says in the answer that a field withholds values of some classes of a dataset, whether or not there are any. */
export function withhold(
  access: Access,
  pathOf: () => readonly (string | number)[],
  dataset: string,
  classes: Iterable<Classification>,
  inScope: boolean,
): void {
  if (access.decision.sight.seeAll) return;
  for (const dataClass of new Set(classes)) {
    if (access.decision.sees(dataset, dataClass, inScope)) continue;
    const why = whyHidden(access, dataset, dataClass);
    if (why !== null) access.redactions.add(pathOf(), dataset, dataClass, why);
  }
}

/** By what a decision and its copies share. */
const reasons = new WeakMap<AccessDecision['verdict'], Map<string, Why>>();

function whyHidden(access: Access, dataset: string, dataClass: Classification): Why | null {
  const { decision, catalogue, book, caller, matter } = access;
  const known = reasons.get(decision.verdict) ?? new Map<string, Why>();
  reasons.set(decision.verdict, known);
  const key = `${dataClass}|${dataset}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const protectedDataset = catalogue.datasets.get(dataset);
  if (protectedDataset === undefined) return null;
  const verdict = decision.verdict(dataset, dataClass);
  const why = explainVerdict(book, caller, matter, protectedDataset, dataClass, verdict);
  known.set(key, why);
  return why;
}

/**
 * Refuses a question that can only be about personal data when nothing personal may be seen: an empty list would look
 * like an answer. Depends on the question and the caller alone. Throws MATTER_REQUIRED, FORBIDDEN.
 */
export function requirePersonal({ access }: ReadContext): void {
  if (access.decision.seesAny('personal') || access.decision.seesAny('sensitive')) return;
  if (access.caller.role === 'auditor' || access.caller.role === 'subject')
    throw new JingweiError('FORBIDDEN', {
      role: access.caller.role,
      needed: 'analyst, app, bureau, department or reviewer, under a matter',
    });
  if (access.matter === null) throw new JingweiError('MATTER_REQUIRED');
}
