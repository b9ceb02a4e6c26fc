/** A key that more things share puts nobody beside anybody; mentions of one sound number are one thing. */
export const CAP = 50;

/** Nor does one that so many mentions share, be they of few things: work stays bounded whatever one thing is said of. */
export const MOST_SHARING = 500;

/**
 * How many mentions may share a key, by the families of its atoms (`phone`, `date*n2`): 0 where such keys are not worth what
 * they cost. Families that are not named go by `CAP`.
 */
export type KeyRules = Readonly<Record<string, number>>;

/** What a rule is found by. */
export function keyName(...families: readonly string[]): string {
  return families.toSorted().join('*');
}

export function capOf(rules: KeyRules, ...families: readonly string[]): number {
  return rules[keyName(...families)] ?? CAP;
}
