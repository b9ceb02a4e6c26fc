import type { MappedMention } from './mapped.ts';

/**
 * Those of one record's mentions that another of its mentions of their kind is named like: a company's representative among
 * its shareholders is most likely the same person, while that name elsewhere may be anybody's.
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
  const names = attributes.filter(({ kind }) => kind === 'person-name' || kind === 'organization-name');
  return new Set(names.map(({ standard }) => standard.value));
}
