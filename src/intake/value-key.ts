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

/** Where something is, as a value beside its attributes: longitude and latitude in WGS-84. */
export interface LocationValue {
  readonly name: 'location';
  readonly kind: 'location';
  readonly value: string;
}

export function toLocationValue({
  longitude,
  latitude,
}: {
  readonly longitude: number;
  readonly latitude: number;
}): LocationValue {
  return { name: 'location', kind: 'location', value: `${longitude},${latitude}` };
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
