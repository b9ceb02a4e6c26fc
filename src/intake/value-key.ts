import { digest } from '../ids.ts';

/** Names one value of one attribute of an entity without holding it. */
export function valueKey({
  attribute,
  scheme,
  value,
}: {
  readonly attribute: string;
  readonly scheme?: string | null | undefined;
  readonly value: string;
}): string {
  return digest('value', attribute, scheme ?? '', value);
}

/** Names a value of a kind, under whatever attribute and in whatever entity it stands. */
export function patternKey({
  kind,
  scheme,
  value,
}: {
  readonly kind: string;
  readonly scheme?: string | null | undefined;
  readonly value: string;
}): string {
  return digest('pattern', kind, scheme ?? '', value);
}
