import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { standardise } from '../../../src/standardise/standardise.ts';
import type { AttributeKind } from '../../../src/standardise/value.ts';

const GIVEN = 'anna,boris,clara,dmitri,elena,fedor,galina,harald,irina,jonas,karla,lothar'.split(',');
const FAMILY = 'abel,brandt,conrad,dietz,engel,falk,gruber,hauser,imhof,jansen,keller,lorenz,maurer'.split(
  ',',
);
const OPTIONS = { timeZone: 'Etc/UTC', calendar: 'gregorian', region: 'CN' } as const;

/** An attribute as the graph keeps it. */
export function attribute(
  name: string,
  kind: AttributeKind,
  text: string,
  scheme?: string,
): StoredAttribute | null {
  const value = standardise(kind, text, scheme === undefined ? OPTIONS : { ...OPTIONS, scheme });
  if (value === null) return null;
  const flags = value.flags.length === 0 ? {} : { flags: value.flags };
  return {
    name,
    kind,
    value: value.value,
    original: text,
    ...flags,
    ...(scheme === undefined ? {} : { scheme }),
  };
}

export function person(
  id: string,
  attributes: readonly (StoredAttribute | null)[],
  source = 'a',
): EngineMention {
  return { id, kind: 'Person', type: '', source, attributes: attributes.filter((one) => one !== null) };
}

/** Mentions of people who never lived, `copies` of each, every second with a slip in the name; truth by place. */
export function inventPeople(
  people: number,
  copies = 2,
  more: (person: number, copy: number) => readonly (StoredAttribute | null)[] = () => [],
): { readonly mentions: readonly EngineMention[]; readonly truth: readonly string[] } {
  const mentions: EngineMention[] = [];
  const truth: string[] = [];
  for (let one = 0; one < people; one++) {
    const given = GIVEN[one % GIVEN.length] ?? '';
    const family = FAMILY[one % FAMILY.length] ?? '';
    const born = `19${10 + ((one * 7) % 80)}-0${1 + (one % 9)}-${10 + (one % 17)}`;
    for (let copy = 0; copy < copies; copy++) {
      const slip = copy % 2 === 1 && one % 2 === 0 ? 'n' : '';
      mentions.push(
        person(`m${String(one).padStart(5, '0')}-${copy}`, [
          attribute('name', 'person-name', `${given} ${family}${slip}`),
          attribute('born', 'date', born),
          attribute('town', 'locality', `town ${(one * 11) % 37}`),
          ...more(one, copy),
        ]),
      );
      truth.push(String(one));
    }
  }
  return { mentions, truth };
}
