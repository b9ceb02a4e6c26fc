import type { StoredAttribute } from './stored-attribute.ts';

/**
 * Lets equal attributes of many mentions be one object in memory: a city states the telephone of a person a dozen times. Made for
 * one reading of many mentions, and dropped after it.
 */
export class AttributePool {
  readonly #known = new Map<number, StoredAttribute>();
  readonly #texts = new Map<string, string>();

  share(attributes: readonly StoredAttribute[]): readonly StoredAttribute[] {
    return attributes.map((attribute) => {
      const place = hashOf(attribute);
      const known = this.#known.get(place);
      if (known !== undefined && isEqual(known, attribute)) return known;
      const shared = this.#shareTexts(attribute);
      if (known === undefined) this.#known.set(place, shared);
      return shared;
    });
  }

  /** One text for equal ones, which holds on to nothing that it was cut out of. */
  text(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = Buffer.from(text, 'utf16le').toString('utf16le');
    this.#texts.set(own, own);
    return own;
  }

  #shareTexts(attribute: StoredAttribute): StoredAttribute {
    const { name, value, original, from, to } = attribute;
    return {
      ...attribute,
      ...{ name: this.text(name), value: this.text(value) },
      original: original === value ? this.text(value) : this.text(original),
      ...(from === undefined ? {} : { from: this.text(from) }),
      ...(to === undefined ? {} : { to: this.text(to) }),
    };
  }
}

function hashOf({ name, value, original, from = '' }: StoredAttribute): number {
  let [high, low] = [0x811c9dc5, 0x41c6ce57];
  for (const text of [name, value, original, from])
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      high = Math.imul(high ^ unit, 0x01000193);
      low = Math.imul(low ^ unit, 0x5bd1e995);
    }
  return (high >>> 0) * 0x200000 + (low & 0x1fffff);
}

function isEqual(one: StoredAttribute, other: StoredAttribute): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.value === other.value &&
    one.original === other.original &&
    one.scheme === other.scheme &&
    one.list === other.list &&
    one.from === other.from &&
    one.to === other.to &&
    one.precision === other.precision &&
    String(one.flags) === String(other.flags)
  );
}
