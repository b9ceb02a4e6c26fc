import type { StoredAttribute } from '../../../intake/stored-attribute.ts';
import { findScheme, isSound } from '../../../standardise/schemes.ts';
import type { EngineMention } from '../mention.ts';

/** Of so many mentions that give both, at least, this share must give the same. */
const ENOUGH = 20;
const MOSTLY = 0.5;

/** What the parts of a number say, in the words of attribute kinds. */
const PARTS = { birthDate: 'date', sex: 'gender' } as const;

/** What sound numbers say of who bears them, as attributes: the resident id of `residentId` tells `residentId/birthDate`. */
export function impliedBy({ attributes }: Pick<EngineMention, 'attributes'>): readonly StoredAttribute[] {
  const all: StoredAttribute[] = [];
  for (const attribute of attributes)
    if (attribute.scheme !== undefined) all.push(...impliedByOne(attribute));
  return all;
}

/** A number is taken to its parts once, however many mentions share it. */
const known = new WeakMap<StoredAttribute, readonly StoredAttribute[]>();

function impliedByOne(attribute: StoredAttribute): readonly StoredAttribute[] {
  const before = known.get(attribute);
  if (before !== undefined) return before;
  const implied = takeApart(attribute);
  known.set(attribute, implied);
  return implied;
}

function takeApart({ name, scheme, value, flags }: StoredAttribute): readonly StoredAttribute[] {
  if (scheme === undefined || !isSound(flags)) return [];
  const { parts = {} } = findScheme(scheme)?.standardise(value) ?? {};
  return Object.entries(PARTS).flatMap(([part, kind]): readonly StoredAttribute[] => {
    const said = parts[part];
    return said === undefined
      ? []
      : [{ name: `${name}/${part}`, kind, value: String(said), original: String(said) }];
  });
}

/** Whether an attribute's name is that of something implied. */
export function isImplied(name: string): boolean {
  return name.includes('/');
}

/** Finds which implied attributes say what an attribute says: those of mentions that give both mostly agree. */
export class StandIns {
  readonly #counts = new Map<string, Map<string, { same: number; all: number }>>();

  note(mention: EngineMention): void {
    for (const implied of impliedBy(mention)) {
      for (const { name, kind, value, flags } of mention.attributes) {
        if (kind !== implied.kind || flags !== undefined) continue;
        const known = this.#counts.get(name) ?? new Map<string, { same: number; all: number }>();
        this.#counts.set(name, known);
        const { same, all } = known.get(implied.name) ?? { same: 0, all: 0 };
        known.set(implied.name, { same: same + (value === implied.value ? 1 : 0), all: all + 1 });
      }
    }
  }

  /** The names of what stands in for an attribute where a mention lacks it. */
  of(attribute: string): readonly string[] {
    return [...(this.#counts.get(attribute) ?? [])]
      .flatMap(([name, { same, all }]) => (all >= ENOUGH && same >= MOSTLY * all ? [name] : []))
      .sort();
  }
}
