import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';
import type { Verdict } from './policy/evaluate.ts';
import type { ProtectedDataset } from './protected-dataset.ts';

/** What one class of one dataset is to a caller. */
export type Effect = Verdict['effect'];
export type EffectOf = (dataset: string, dataClass: Classification) => Effect;

/**
 * A decision as the parameters that every guard of a read statement takes (`cypher/guards`). Datasets stand in lists:
 * `…InScope` holds those that show only what lies within the matter's scope. Keys are `dataset|role` (a mention),
 * `dataset|=role` (a mention with all its attributes), `dataset|.role|attribute` (a mention with one of them, or with its
 * `location`), `dataset|>TYPE` (a relation), and `class|dataset`.
 */
export interface SightParams {
  /** Whether everything in every dataset may be seen and nobody holds anything back: then counts that are kept are as good as counting. */
  readonly seeAll: boolean;
  /** Everything in them may be seen, whatever its class. */
  readonly seeWhole: readonly string[];
  /** Those of them in which nobody holds anything back: what is derived from several records is known with them. */
  readonly seeLinks: readonly string[];
  readonly seeRecords: readonly string[];
  readonly seeRecordsInScope: readonly string[];
  readonly seeRoles: readonly string[];
  readonly seeRolesInScope: readonly string[];
  readonly seeClasses: readonly string[];
  readonly seeClassesInScope: readonly string[];
  /** Ids of the records within the scope. */
  readonly scopeRecords: readonly string[];
}

/** What a mention says of where it is, beside its attributes. */
const LOCATION = 'location';

declare const made: unique symbol;
/** What statements that read protected data have to be given; only {@link buildSight} makes one. */
export type Sight = SightParams & { readonly [made]: true };

export function buildSight(datasets: Iterable<ProtectedDataset>, effectOf: EffectOf): Sight {
  const whole: string[] = [];
  const links: string[] = [];
  const records: Lists = { allow: [], 'in-scope': [] };
  const roles: Lists = { allow: [], 'in-scope': [] };
  const classes: Lists = { allow: [], 'in-scope': [] };
  let count = 0;
  for (const { id, classes: known, holdsBack } of datasets) {
    count += 1;
    if (CLASSIFICATIONS.every((dataClass) => effectOf(id, dataClass) === 'allow')) {
      whole.push(id);
      if (!holdsBack) links.push(id);
      continue;
    }
    put(records, effectOf(id, known.record), id);
    for (const [role, { mention, attributes, location }] of known.roles) {
      put(roles, effectOf(id, mention), `${id}|${role}`);
      for (const [attribute, dataClass] of new Map([...attributes, [LOCATION, location]]))
        put(roles, leastOf([effectOf(id, mention), effectOf(id, dataClass)]), `${id}|.${role}|${attribute}`);
      const effects = [mention, ...attributes.values()].map((dataClass) => effectOf(id, dataClass));
      put(roles, leastOf(effects), `${id}|=${role}`);
    }
    for (const [type, dataClass] of known.relations) put(roles, effectOf(id, dataClass), `${id}|>${type}`);
    for (const dataClass of CLASSIFICATIONS) put(classes, effectOf(id, dataClass), `${dataClass}|${id}`);
  }
  const params: SightParams = {
    seeAll: links.length === count,
    seeWhole: whole,
    seeLinks: links,
    seeRecords: records.allow,
    seeRecordsInScope: records['in-scope'],
    seeRoles: roles.allow,
    seeRolesInScope: roles['in-scope'],
    seeClasses: classes.allow,
    seeClassesInScope: classes['in-scope'],
    scopeRecords: [],
  };
  return params as Sight;
}

interface Lists {
  readonly allow: string[];
  readonly 'in-scope': string[];
}

function leastOf(effects: readonly Effect[]): Effect {
  if (effects.includes('deny')) return 'deny';
  return effects.includes('in-scope') ? 'in-scope' : 'allow';
}

function put(lists: Lists, effect: Effect, key: string): void {
  if (effect !== 'deny') lists[effect].push(key);
}

/** The same sight with the records that lie within the scope. */
export function withinScope(sight: Sight, records: readonly string[]): Sight {
  return { ...sight, scopeRecords: records };
}
