/** A key that more mentions share puts nobody beside anybody. */
export const CAP = 50;

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
