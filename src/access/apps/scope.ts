import { JingweiError } from '../../errors.ts';

/** What an app may do, and with which datasets: `read:police/*`, `submit:police/calls`, `read:*`. */
export interface Scope {
  readonly action: 'read' | 'submit';
  /** Id of a dataset, `department/*`, or `*`. */
  readonly datasets: string;
}

const FORM = /^(read|submit):(\*|[\w.-]+\/(?:\*|[\w.-]+))$/;

/** Parses the written form of a scope. Throws BAD_INPUT. */
export function parseScope(text: string): Scope {
  const [, action, datasets] = FORM.exec(text) ?? [];
  if ((action !== 'read' && action !== 'submit') || datasets === undefined) {
    throw new JingweiError('BAD_INPUT', {
      reason: `${text} is no scope: write read:* or submit:department/dataset`,
      argument: 'scope',
    });
  }
  return { action, datasets };
}

/** Whether any of the scopes lets an app do something with a dataset. */
export function allowsDataset(scopes: readonly Scope[], action: Scope['action'], dataset: string): boolean {
  return scopes.some((scope) => {
    if (scope.action !== action) return false;
    if (scope.datasets === '*' || scope.datasets === dataset) return true;
    return scope.datasets.endsWith('/*') && dataset.startsWith(scope.datasets.slice(0, -1));
  });
}
