import type { Access } from '../access/access.ts';
import { classesOfRole } from '../intake/mention.ts';
import { readAttributes } from '../intake/read-attributes.ts';
import type { StoredAttribute } from '../intake/stored-attribute.ts';
import type { ClaimMention } from '../resolve/ranked-values.ts';

type IsShown = (name: string) => boolean;

/**
 * The attributes of very many mentions that the caller may see and that are asked for: decided once for each role of each
 * dataset. That a value was handed out is noted where it is.
 */
export class ShownAttributes {
  readonly #access: Access;
  readonly #asked: ReadonlySet<string> | null;
  readonly #shown = new Map<string, IsShown>();

  /** `asked`: null for all. */
  constructor(access: Access, asked: ReadonlySet<string> | null) {
    this.#access = access;
    this.#asked = asked;
  }

  readonly of = (mention: ClaimMention): readonly StoredAttribute[] => {
    const place = `${mention.dataset}|${mention.role}|${mention.inScope}`;
    const isShown = this.#shown.get(place) ?? this.#decide(mention);
    this.#shown.set(place, isShown);
    return readAttributes(mention.attributes).filter(({ name }) => isShown(name));
  };

  #decide({ dataset, role, inScope }: ClaimMention): IsShown {
    const known = new Map<string, boolean>();
    const { attributes } = classesOfRole(this.#access, { dataset, role });
    const { decision } = this.#access;
    return (name) => {
      const found = known.get(name);
      if (found !== undefined) return found;
      const isShown =
        this.#asked?.has(name) !== false &&
        decision.sees(dataset, attributes.get(name) ?? 'sensitive', inScope);
      known.set(name, isShown);
      return isShown;
    };
  }
}
