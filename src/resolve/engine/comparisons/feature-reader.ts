import type { StoredAttribute } from '../../../intake/stored-attribute.ts';
import { tellsNothing } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';
import { atomCode } from './atom-code.ts';
import type { Comparison, ComparisonKind, FeatureRow } from './comparison.ts';
import { impliedBy, isImplied } from './implied.ts';
import { kindOf } from './plan.ts';

/** What a mention has for one comparison. */
export interface Features {
  readonly row: FeatureRow;
  /** What it is found by: see `Atom`. */
  readonly atoms: readonly { readonly family: string; readonly code: number }[];
}

/** One comparison, with what was read of single attributes: a city states the telephone of a person a dozen times. */
interface Reading {
  readonly kind: ComparisonKind;
  readonly names: ReadonlySet<string>;
  readonly implied: boolean;
  /** null: what is read hangs on more than the attribute. */
  readonly known: WeakMap<StoredAttribute, Features | typeof NOTHING> | null;
}

const NOTHING = Symbol('nothing to compare');

/** Reads what comparisons look at: per comparison what a mention has for it; null: nothing. */
export interface ReadsFeatures {
  read(mention: EngineMention): readonly (Features | null)[];
}

/** Remembers what was read of mentions, while these live: for some thousands, which are read again and again. */
export class RememberedFeatures implements ReadsFeatures {
  readonly #reader: FeatureReader;
  readonly #known = new WeakMap<EngineMention, readonly (Features | null)[]>();

  constructor(comparisons: readonly Comparison[]) {
    this.#reader = new FeatureReader(comparisons);
  }

  read(mention: EngineMention): readonly (Features | null)[] {
    const known = this.#known.get(mention);
    if (known !== undefined) return known;
    const features = this.#reader.read(mention);
    this.#known.set(mention, features);
    return features;
  }
}

/**
 * Reads of mentions of one kind what comparisons look at, and the atoms that they are found by: one definition for the bulk
 * join, an index and a few pairs.
 */
export class FeatureReader implements ReadsFeatures {
  readonly #readings: readonly Reading[];

  constructor(comparisons: readonly Comparison[]) {
    this.#readings = comparisons.map((comparison) => {
      const kind = kindOf(comparison);
      const readsMore = kind.takes.length === 0 || kind.timed === true || kind.wide === true;
      return {
        kind,
        names: new Set(comparison.attributes),
        implied: comparison.attributes.some(isImplied),
        known: readsMore ? null : new WeakMap(),
      };
    });
  }

  read(mention: EngineMention): readonly (Features | null)[] {
    return this.#readings.map((reading) => read(reading, mention));
  }
}

function read({ kind, names, implied, known }: Reading, mention: EngineMention): Features | null {
  if (kind.takes.length === 0) return toFeatures(kind, mention, kind.read(mention, []));
  const attributes: StoredAttribute[] = [];
  for (const attribute of mention.attributes)
    if (names.has(attribute.name) && isShown(attribute, kind)) attributes.push(attribute);
  if (implied)
    for (const one of impliedBy(mention))
      if (names.has(one.name) && !attributes.some((own) => own.kind === one.kind && !isImplied(own.name)))
        attributes.push(one);
  const [only, ...more] = attributes;
  if (only === undefined) return null;
  if (known === null || more.length > 0) return toFeatures(kind, mention, kind.read(mention, attributes));
  const before = known.get(only);
  if (before !== undefined) return before === NOTHING ? null : before;
  const features = toFeatures(kind, mention, kind.read(mention, attributes));
  known.set(only, features ?? NOTHING);
  return features;
}

function isShown({ flags }: StoredAttribute, { hidden }: ComparisonKind): boolean {
  return !(hidden === true ? flags?.includes('placeholder') === true : tellsNothing(flags));
}

function toFeatures(kind: ComparisonKind, mention: EngineMention, row: FeatureRow | null): Features | null {
  if (row === null) return null;
  const atoms = kind.atoms(row).map(({ family, text }) => ({ family, code: atomCode(mention.kind, text) }));
  return { row, atoms };
}
