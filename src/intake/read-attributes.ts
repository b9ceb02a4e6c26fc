import { ATTRIBUTE_KINDS, type AttributeKind } from '../standardise/value.ts';
import type { StoredAttribute } from './stored-attribute.ts';

const KINDS: ReadonlySet<unknown> = new Set<AttributeKind>(ATTRIBUTE_KINDS);

/**
 * Reads what a mention keeps as attributes where many are read at once. It checks every field that readers rely on by
 * hand, some fifty times faster than a schema. Throws when the graph was changed by other hands.
 */
export function readAttributes(text: string): readonly StoredAttribute[] {
  const parsed: unknown = JSON.parse(text);
  if (Array.isArray(parsed) && parsed.every(isStoredAttribute)) return parsed;
  throw new Error('The graph holds attributes of a shape that is not ours');
}

function isStoredAttribute(value: unknown): value is StoredAttribute {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'kind' in value &&
    KINDS.has(value.kind) &&
    'value' in value &&
    typeof value.value === 'string' &&
    'original' in value &&
    typeof value.original === 'string' &&
    isText(value, 'scheme') &&
    isText(value, 'list') &&
    isText(value, 'from') &&
    isText(value, 'to') &&
    (!('flags' in value) || Array.isArray(value.flags))
  );
}

function isText(value: object, name: 'scheme' | 'list' | 'from' | 'to'): boolean {
  const field: unknown = Reflect.get(value, name);
  return field === undefined || typeof field === 'string';
}
