import { isWholeName } from '../standardise/person-name.ts';
import { soundOf } from '../standardise/sound.ts';
import type { MappedMention } from './mapped.ts';

/**
 * Those of one record's mentions that another of its mentions of their kind is named like: a company's representative among
 * its shareholders is most likely the same person, while that name elsewhere may be anybody's. Persons are named alike by the
 * sound of it, since one of the two is often written by a homophone, in traditional characters or in pinyin; but where one role
 * lists several of one sound it means several, and only names that are written alike are taken for one.
 */
export function findNamesakes(mentions: readonly MappedMention[]): ReadonlySet<MappedMention> {
  const groups = [...groupBy(mentions, soundsOf).values()].flatMap((alike) =>
    new Set(alike.map(({ role }) => role)).size === alike.length
      ? [alike]
      : [...groupBy(alike, writtenNames).values()],
  );
  return new Set(groups.filter((alike) => alike.length > 1).flat());
}

function groupBy(
  mentions: readonly MappedMention[],
  namesOf: (mention: MappedMention) => readonly string[],
): ReadonlyMap<string, readonly MappedMention[]> {
  const named = new Map<string, MappedMention[]>();
  for (const mention of mentions) {
    for (const name of new Set(namesOf(mention))) {
      const key = `${mention.kind} ${name}`;
      const alike = named.get(key);
      if (alike === undefined) named.set(key, [mention]);
      else alike.push(mention);
    }
  }
  return named;
}

/** Organisations are named alike by their names alone. */
function soundsOf(mention: MappedMention): readonly string[] {
  const names = writtenNames(mention);
  return mention.kind === 'Person' ? names.map(soundOf).filter((sound) => sound !== '') : names;
}

function writtenNames({ attributes }: MappedMention): readonly string[] {
  return attributes.flatMap(({ kind, standard: { value, flags } }) => {
    if (kind === 'organization-name') return [value];
    return kind === 'person-name' && isWholeName(value, flags) ? [value] : [];
  });
}
