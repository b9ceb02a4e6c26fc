import { hasHan } from '../../../standardise/clean-text.ts';
import type { EngineMention } from '../mention.ts';
import { AGE, AGE_AND_DATE } from './age.ts';
import type { Comparison, ComparisonKind } from './comparison.ts';
import { DATE } from './date.ts';
import { HAN_ADDRESS } from './han-address.ts';
import { HAN_NAME } from './han-name.ts';
import { HAN_ORGANIZATION } from './han-organization.ts';
import { BEGINNING, CALLED, WHEREABOUTS } from './happening.ts';
import { IDENTIFIER } from './identifier.ts';
import { StandIns } from './implied.ts';
import { INSTANT } from './instant.ts';
import { MOMENT, momentOf } from './moment.ts';
import { PERSON_NAME } from './person-name.ts';
import { PLACE } from './place.ts';
import { POINT } from './point.ts';
import { isReissued, REISSUED } from './reissued.ts';
import { TOGETHER } from './together.ts';
import { CODE, EMAIL, PHONE } from './values.ts';
import { ADDRESS, ORGANIZATION_NAME } from './words.ts';

/** The registry of comparisons: every attribute kind is taken by one of them. */
const KINDS: readonly ComparisonKind[] = [
  PERSON_NAME,
  HAN_NAME,
  ORGANIZATION_NAME,
  HAN_ORGANIZATION,
  DATE,
  INSTANT,
  AGE,
  AGE_AND_DATE,
  IDENTIFIER,
  REISSUED,
  PHONE,
  EMAIL,
  ADDRESS,
  HAN_ADDRESS,
  PLACE,
  POINT,
  MOMENT,
  TOGETHER,
  CODE,
];
/** Those of events that may belong to one happening: no model of who is who is planned with them. */
const HAPPENING_KINDS: readonly ComparisonKind[] = [BEGINNING, WHEREABOUTS, CALLED];

const BY_NAME = new Map([...KINDS, ...HAPPENING_KINDS].map((kind) => [kind.name, kind]));

export function kindOf(comparison: Comparison): ComparisonKind {
  const kind = BY_NAME.get(comparison.kind);
  if (kind === undefined) throw new Error(`There is no comparison of kind ${comparison.kind}`);
  return kind;
}

/** The comparisons that the mentions' attributes ask for, in the registry's order and then by name. */
export function planComparisons(mentions: readonly EngineMention[]): readonly Comparison[] {
  const kinds = new Map<string, string>();
  const asked = new Map<ComparisonKind, Set<string>>(KINDS.map((kind) => [kind, new Set()]));
  const scripts = { han: new Set<string>(), other: new Set<string>() };
  const again = new Set<string>();
  const bare = new Set<string>();
  const standIns = new StandIns();
  for (const mention of mentions) {
    const { attributes, point, together } = mention;
    standIns.note(mention);
    if (point !== undefined) bare.add(POINT.name);
    if (momentOf(mention) !== null) bare.add(MOMENT.name);
    if (together !== undefined) bare.add(TOGETHER.name);
    for (const { name, kind, original, scheme } of attributes) {
      kinds.set(name, kind);
      if (isReissued(scheme)) again.add(name);
      (hasHan(original) ? scripts.han : scripts.other).add(name);
    }
  }
  for (const kind of KINDS) {
    for (const [name, taken] of kinds) {
      if (!kind.takes.some((one) => one === taken)) continue;
      if (taken === 'identifier' && again.has(name) !== (kind.reissued === true)) continue;
      if (kind.script === undefined || scripts[kind.script].has(name)) asked.get(kind)?.add(name);
    }
  }
  return KINDS.flatMap((kind) => {
    const names = [...(asked.get(kind) ?? [])].sort();
    if (kind.takes.length === 0)
      return bare.has(kind.name) ? [{ id: kind.name, kind: kind.name, attributes: [] }] : [];
    if (names.length === 0) return [];
    if (!kind.perAttribute) return [{ id: kind.name, kind: kind.name, attributes: names }];
    const others = [...kinds].flatMap(([name, taken]) => (taken === kind.beside ? [name] : [])).sort();
    return names.flatMap((name) =>
      kind.beside === undefined
        ? [{ id: `${kind.name}:${name}`, kind: kind.name, attributes: [name, ...standIns.of(name)] }]
        : others.map((other) => ({
            id: `${kind.name}:${name}:${other}`,
            kind: kind.name,
            attributes: [name, other, ...standIns.of(other)],
          })),
    );
  });
}
