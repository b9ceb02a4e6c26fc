import { soundOf } from '../standardise/sound.ts';
import type { MappedMention } from './mapped.ts';

/**
 * Those of one record's mentions that another of its mentions of their kind is named like: a company's representative among
 * its shareholders is most likely the same person, while that name elsewhere may be anybody's. Persons are named alike by the
 * sound of it, since one of the two is often written by a homophone, in traditional characters or in pinyin.
 */
export function findNamesakes(mentions: readonly MappedMention[]): ReadonlySet<MappedMention> {
  const named = new Map<string, MappedMention[]>();
  for (const mention of mentions) {
    for (const name of namesOf(mention)) {
      const key = `${mention.kind} ${name}`;
      const alike = named.get(key);
      if (alike === undefined) named.set(key, [mention]);
      else alike.push(mention);
    }
  }
  return new Set([...named.values()].filter((alike) => alike.length > 1).flat());
}

function namesOf({ attributes }: MappedMention): ReadonlySet<string> {
  return new Set(
    attributes.flatMap(({ kind, standard: { value } }) => {
      if (kind === 'person-name') return [soundOf(value)];
      return kind === 'organization-name' ? [value] : [];
    }),
  );
}
