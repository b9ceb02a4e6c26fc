import type { Access } from '../access/access.ts';
import { classesOfRole } from '../intake/mention.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import type { ClaimMention } from '../resolve/claim.ts';

/**
 * The attributes of very many mentions that the caller may see and that are asked for: decided once for each role of each
 * dataset. That a value was handed out is noted where it is.
 */
export class ShownAttributes {
  readonly #access: Access;
  readonly #asked: ReadonlySet<string> | null;
  readonly #known = new Map<string, Map<string, boolean>>();

  /** `asked`: null for all. */
  constructor(access: Access, asked: ReadonlySet<string> | null) {
    this.#access = access;
    this.#asked = asked;
  }

  readonly of = (mention: ClaimMention): readonly StoredAttribute[] => {
    const place = `${mention.dataset}|${mention.role}|${mention.inScope}`;
    const known = this.#known.get(place) ?? new Map<string, boolean>();
    this.#known.set(place, known);
    return readAttributes(mention.attributes).filter(({ name }) => {
      const found = known.get(name);
      if (found !== undefined) return found;
      const isShown = this.#shows(mention, name);
      known.set(name, isShown);
      return isShown;
    });
  };

  #shows({ dataset, role, inScope }: ClaimMention, name: string): boolean {
    if (this.#asked?.has(name) === false) return false;
    const { attributes } = classesOfRole(this.#access, { dataset, role });
    return this.#access.decision.sees(dataset, attributes.get(name) ?? 'sensitive', inScope);
  }
}
