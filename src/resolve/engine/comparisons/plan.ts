import type { EngineMention } from '../mention.ts';
import type { Comparison, ComparisonKind, FeatureRow } from './comparison.ts';
import { DATE } from './date.ts';
import { PERSON_NAME } from './person-name.ts';
import { PLACE } from './place.ts';
import { CODE, EMAIL, IDENTIFIER, PHONE } from './values.ts';
import { ADDRESS, ORGANIZATION_NAME } from './words.ts';

/** The registry of comparisons: every attribute kind is taken by one of them. */
const KINDS: readonly ComparisonKind[] = [
  PERSON_NAME,
  ORGANIZATION_NAME,
  DATE,
  IDENTIFIER,
  PHONE,
  EMAIL,
  ADDRESS,
  PLACE,
  CODE,
];

export function kindOf(comparison: Comparison): ComparisonKind {
  const kind = KINDS.find(({ name }) => name === comparison.kind);
  if (kind === undefined) throw new Error(`There is no comparison of kind ${comparison.kind}`);
  return kind;
}

/** The comparisons that the mentions' attributes ask for, in the registry's order and then by name. */
export function planComparisons(mentions: readonly EngineMention[]): readonly Comparison[] {
  const attributes = new Map<string, string>();
  for (const mention of mentions) for (const { name, kind } of mention.attributes) attributes.set(name, kind);
  return KINDS.flatMap((kind) => {
    const names = [...attributes]
      .filter(([, taken]) => kind.takes.some((one) => one === taken))
      .map(([name]) => name);
    names.sort();
    if (names.length === 0) return [];
    if (!kind.perAttribute) return [{ id: kind.name, kind: kind.name, attributes: names }];
    return names.map((name) => ({ id: `${kind.name}:${name}`, kind: kind.name, attributes: [name] }));
  });
}

const USELESS = new Set(['placeholder', 'masked']);

/** What a mention has for a comparison; null when nothing. */
export function readFeatures(comparison: Comparison, mention: EngineMention): FeatureRow | null {
  const attributes = mention.attributes.filter(
    ({ name, flags }) => comparison.attributes.includes(name) && !flags?.some((flag) => USELESS.has(flag)),
  );
  return attributes.length === 0 ? null : kindOf(comparison).read(mention, attributes);
}
