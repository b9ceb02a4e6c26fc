import { digest } from '../ids.ts';
import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';
import { allowsDataset } from './apps/scope.ts';
import type { Caller } from './caller.ts';
import type { MatterModel } from './matter-model.ts';
import { evaluate, type MatterFacts, type PolicyFacts, type Verdict } from './policy/evaluate.ts';
import type { PolicyBook } from './policy/policy-book.ts';
import type { ProtectedDataset } from './protected-dataset.ts';
import { isNarrowed } from './scope-records.ts';
import { buildSight, type Sight } from './sight.ts';

/** What a caller may see under a matter: one for each request, made once for all of its values. */
export interface AccessDecision {
  /** Digest of everything that it was made from. */
  readonly key: string;
  readonly policyVersion: string;
  /** What statements are given. */
  readonly sight: Sight;
  /** Whether a matter could narrow what is seen row by row. */
  readonly isScoped: boolean;
  verdict(dataset: string, dataClass: Classification): Verdict;
  /** Whether values of a class may be seen; `inScope`: whether the row lies within the matter's scope. */
  sees(dataset: string, dataClass: Classification, inScope: boolean): boolean;
  /** Whether some dataset shows values of a class, at least within the scope. */
  seesAny(dataClass: Classification): boolean;
}

export interface Catalogue {
  readonly version: string;
  readonly datasets: ReadonlyMap<string, ProtectedDataset>;
}

const HIDDEN: Verdict = { effect: 'deny', policies: [] };
const MOST_KEPT = 500;
const kept = new Map<string, AccessDecision>();

/** The decision for a caller under a matter that is open and usable, or under none; made again only when a fact changed. */
export function decide(
  book: PolicyBook,
  caller: Caller,
  matter: MatterModel | null,
  catalogue: Catalogue,
): AccessDecision {
  const { user, role, department, app } = caller;
  const key = digest(
    JSON.stringify([
      user,
      role,
      department,
      app?.scopes,
      matter?.id,
      matter?.version,
      matter === null ? null : matterFacts(matter),
      book.version,
      catalogue.version,
    ]),
  );
  const known = kept.get(key);
  if (known !== undefined) return known;
  const decision = makeDecision(key, book, caller, matter, catalogue);
  const oldest = kept.keys().next().value;
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(key, decision);
  return decision;
}

function makeDecision(
  key: string,
  book: PolicyBook,
  caller: Caller,
  matter: MatterModel | null,
  { datasets }: Catalogue,
): AccessDecision {
  const verdicts = new Map<string, Verdict>();
  for (const dataset of datasets.values()) {
    for (const dataClass of CLASSIFICATIONS) {
      const facts = factsOf(caller, matter === null ? null : matterFacts(matter), dataset, dataClass);
      verdicts.set(
        `${dataClass}|${dataset.id}`,
        evaluate(book, facts, matter !== null && isNarrowed(matter)),
      );
    }
  }
  const verdict = (dataset: string, dataClass: Classification): Verdict =>
    verdicts.get(`${dataClass}|${dataset}`) ?? HIDDEN;
  const effects = [...verdicts];
  return {
    key,
    policyVersion: book.version,
    sight: buildSight(datasets.values(), (dataset, dataClass) => verdict(dataset, dataClass).effect),
    isScoped: effects.some(([, { effect }]) => effect === 'in-scope'),
    verdict,
    sees: (dataset, dataClass, inScope) => {
      const { effect } = verdict(dataset, dataClass);
      return effect === 'allow' || (effect === 'in-scope' && inScope);
    },
    seesAny: (dataClass) =>
      effects.some(([name, { effect }]) => effect !== 'deny' && name.startsWith(`${dataClass}|`)),
  };
}

/** The facts about all values of one class of one dataset. */
export function factsOf(
  { user, role, department, app }: Caller,
  matter: MatterFacts | null,
  dataset: Omit<ProtectedDataset, 'classes' | 'holdsBack'>,
  dataClass: Classification,
): PolicyFacts {
  return {
    principal: {
      ...{ id: user ?? '', role, department: department ?? '' },
      inScopes: role !== 'app' || allowsDataset(app?.scopes ?? [], 'read', dataset.id),
    },
    resource: {
      dataset: dataset.id,
      department: dataset.department.id,
      sharing: dataset.sharing,
      class: dataClass,
    },
    matter,
  };
}

export function matterFacts({ state, legalBasis, scope, approvals }: MatterModel): MatterFacts {
  return {
    open: state === 'OPEN',
    legalBasis,
    people: scope.people,
    datasets: scope.datasets,
    classes: scope.classes,
    approvals: approvals.flatMap(({ department }) => department ?? []),
  };
}
