import type { AttributeKind } from '../standardise/value.ts';
import { TITLE_KINDS } from './mention-properties.ts';

/** Which attribute of a mention its name comes from, as far as the mapping tells; undefined: none fits. */
export function titleOf(mention: {
  readonly attributes: readonly { readonly name: string; readonly kind: AttributeKind }[];
}): string | undefined {
  for (const kinds of TITLE_KINDS) {
    const found = mention.attributes.find(({ kind }) => kinds.has(kind));
    if (found !== undefined) return found.name;
  }
  return undefined;
}
