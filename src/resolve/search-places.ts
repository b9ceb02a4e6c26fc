import type { Access } from '../access/access.ts';
import { CLASSIFICATIONS, type Classification } from '../intake/contract/contract.ts';

/** Datasets that a caller may search in the same classes. */
export interface SearchPlace {
  readonly classes: readonly Classification[];
  readonly datasets: readonly string[];
  /** Whether only what lies within the matter's scope may be found. */
  readonly scoped: boolean;
}

/**
 * Where a caller may search: datasets that show the same classes together, once for what shows of every row and once
 * more with what shows within the matter's scope. What is not in a place takes no part in matching.
 */
export function searchPlaces({ catalogue, decision }: Access): readonly SearchPlace[] {
  const places = new Map<
    string,
    { classes: readonly Classification[]; datasets: string[]; scoped: boolean }
  >();
  const add = (classes: readonly Classification[], dataset: string, scoped: boolean): void => {
    if (classes.length === 0) return;
    const key = `${classes.join()} ${scoped}`;
    const known = places.get(key);
    if (known === undefined) places.set(key, { classes, datasets: [dataset], scoped });
    else known.datasets.push(dataset);
  };
  for (const dataset of catalogue.datasets.keys()) {
    const effectOf = (dataClass: Classification) => decision.verdict(dataset, dataClass).effect;
    const free = CLASSIFICATIONS.filter((dataClass) => effectOf(dataClass) === 'allow');
    const within = CLASSIFICATIONS.filter((dataClass) => effectOf(dataClass) !== 'deny');
    add(free, dataset, false);
    if (within.length > free.length) add(within, dataset, true);
  }
  return [...places.values()];
}

/** A key of an identifier with the datasets that show identifiers of its scheme. */
export interface VisibleKey {
  readonly key: string;
  readonly datasets: readonly string[];
  readonly scoped: boolean;
}

/** Which datasets may answer for each key (`scheme:value`): an identifier is as protected as its column. */
export function visibleKeys({ catalogue, decision }: Access, keys: readonly string[]): readonly VisibleKey[] {
  return keys.flatMap((key) => {
    const scheme = key.slice(0, key.indexOf(':'));
    const showing = (effect: 'allow' | 'in-scope'): readonly string[] =>
      [...catalogue.datasets.values()]
        .filter(({ id, classes }) => {
          const dataClass = classes.schemes.get(scheme) ?? 'sensitive';
          return decision.verdict(id, dataClass).effect === effect;
        })
        .map(({ id }) => id);
    return [
      { key, datasets: showing('allow'), scoped: false },
      { key, datasets: showing('in-scope'), scoped: true },
    ].filter(({ datasets }) => datasets.length > 0);
  });
}
