import { BoundedCache } from './bounded-cache.ts';
import { CN_CREDIT_CODE } from './schemes/cn-credit-code.ts';
import { CN_RESIDENT_ID } from './schemes/cn-resident-id.ts';
import { CN_PASSPORT, CN_SOCIAL_SECURITY, localScheme, TW_CONTROL_NUMBER } from './schemes/plain-schemes.ts';
import { CN_PLATE_RULE, TW_PLATE_RULE } from './schemes/plates.ts';
import type { SchemeRule } from './schemes/scheme-rule.ts';
import { TW_BUSINESS_NO } from './schemes/tw-business-no.ts';
import { TW_RESIDENT_ID } from './schemes/tw-resident-id.ts';
import type { StandardValue, ValueFlag } from './value.ts';

export type { SchemeRule } from './schemes/scheme-rule.ts';

/** Every scheme with a rule of its own, by name. `local.*` schemes come from {@link findScheme}. */
export const SCHEMES: ReadonlyMap<string, SchemeRule> = new Map(
  [
    CN_RESIDENT_ID,
    CN_CREDIT_CODE,
    CN_PLATE_RULE,
    CN_SOCIAL_SECURITY,
    CN_PASSPORT,
    TW_BUSINESS_NO,
    TW_CONTROL_NUMBER,
    TW_RESIDENT_ID,
    TW_PLATE_RULE,
  ].map((rule): [string, SchemeRule] => [rule.name, rule]),
);

const LOCAL = /^local(?:\.[a-z0-9][a-z0-9-]*)+$/;
const locals = new BoundedCache<SchemeRule>(200);

/** The rule of a scheme; any `local.<words>` is a scheme of exact text. Undefined for a name that nobody declared. */
export function findScheme(name: string): SchemeRule | undefined {
  const declared = SCHEMES.get(name);
  if (declared !== undefined || !LOCAL.test(name)) return declared;
  const known = locals.find(name);
  if (known !== undefined) return known;
  const rule = localScheme(name);
  locals.keep(name, rule);
  return rule;
}

/** Flags that keep a value from joining anything. */
const BARRING: ReadonlySet<ValueFlag> = new Set<ValueFlag>([
  'placeholder',
  'masked',
  'invalid-check-digit',
  'invalid-format',
]);

/** Whether nothing was noticed about a value that keeps it from joining anything. */
export function isSound(flags: readonly ValueFlag[] | undefined): boolean {
  return flags === undefined || !flags.some((flag) => BARRING.has(flag));
}

/**
 * The key under which mentions with this identifier are one entity (`scheme:value`), or null when the scheme does not
 * identify or the value is not fit to join anything.
 */
export function identityKey(attribute: {
  readonly scheme?: string | undefined;
  readonly standard: StandardValue;
}): string | null {
  if (attribute.scheme === undefined) return null;
  const rule = findScheme(attribute.scheme);
  if (rule === undefined || rule.identifies === 'no') return null;
  if (!isSound(attribute.standard.flags)) return null;
  return `${rule.name}:${attribute.standard.value}`;
}
