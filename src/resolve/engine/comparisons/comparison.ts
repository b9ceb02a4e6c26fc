import type { AttributeKind } from '../../../standardise/value.ts';
import type { EngineMention } from '../mention.ts';

/** What a feature of a mention may hold in its column. An integer has 32 bits, too few for minutes since 1970. A token is a text that is only ever asked whether it is equal. */
export type FeatureType = 'text' | 'token' | 'integer' | 'real';
export type FeatureValue = string | number | null;

/** Names a column of one of the two mentions of a pair, e.g. `column('l', 'value')`. */
export type ColumnOf = (side: 'l' | 'r', feature: string) => string;

/** One step of a comparison: a name and the SQL that makes it from columns of the pair or from earlier measures. */
export interface Measure {
  readonly name: string;
  readonly type: FeatureType;
  sql(column: ColumnOf, measure: (name: string) => string): string;
}

/** One row of the level table. The first level whose condition holds is the pair's. */
export interface Level {
  readonly label: string;
  /** Condition over the measures, in SQL; the last level of a comparison has none and catches the rest. */
  when(measure: (name: string) => string): string;
  /** Whether pairs at this level share a whole value: they are what a training session may start from. */
  readonly whole?: true;
  /**
   * `two`: names of two people; `kin`: what twins and families share, so that beside two names it joins nobody;
   * `always`: two parts of one thing, whatever else they share.
   */
  readonly twins?: 'two' | 'kin' | 'always';
  /** Of names: a part is the same, or nearly, as it is of relatives. */
  readonly family?: 'equal' | 'alike';
  /** At most this share of the pairs that are one is believed to stand here: no source contradicts itself more often. */
  readonly most?: number;
}

/** A value whose frequency counts: rare values that agree say more than common ones. */
export interface Term {
  /** Text feature with the value. */
  readonly feature: string;
  /** Real feature that receives its information in bits, −log2 of its share among mentions that have one. */
  readonly bits: string;
}

/** A key that puts two mentions beside each other. Atoms of one family never make a key together. */
export interface Atom {
  readonly family: string;
  readonly text: string;
}

/** How values of some attribute kinds are compared: features of one mention, measures of two, levels. Pure. */
export interface ComparisonKind {
  readonly name: string;
  /** Attribute kinds that it takes. */
  readonly takes: readonly AttributeKind[];
  /** Whether attributes of one kind but of different names are compared each with its own. */
  readonly perAttribute: boolean;
  /** Each attribute is compared beside each of this kind. */
  readonly beside?: AttributeKind;
  /** Asked for by values of this script alone; values of both are told apart by `read`. */
  readonly script?: 'han' | 'other';
  /** Takes identifiers that are issued again; one without it takes the others. */
  readonly reissued?: true;
  /** Takes values of which the source hid a part. */
  readonly hidden?: true;
  /** Reads when what the mention says holds. */
  readonly timed?: true;
  /** Reads more of the mention than the attributes that it takes. */
  readonly wide?: true;
  readonly features: Readonly<Record<string, FeatureType>>;
  readonly terms: readonly Term[];
  /** null: the mention has nothing to compare here. */
  read(mention: EngineMention, attributes: EngineMention['attributes']): FeatureRow | null;
  /** Whether both mentions have something to compare, in SQL. */
  comparable(column: ColumnOf): string;
  readonly measures: readonly Measure[];
  readonly levels: readonly Level[];
  /**
   * What two of one household have of it: a `name` each, perhaps with a part in common; something that may be `shared`; a `birth`,
   * which is another unless they are twins. Left out: each their own.
   */
  readonly relatives?: 'name' | 'shared' | 'birth';
  /**
   * Information in bits of what the two share, in SQL over measures and columns; null: frequency says nothing. `rarest` is
   * the information of a text that one mention alone has.
   */
  shared: ((column: ColumnOf, measure: (name: string) => string, rarest: number) => string) | null;
  atoms(row: FeatureRow): readonly Atom[];
  /**
   * `chance`: that a match stands at a level more often than strangers do is believed once it was seen, and not before; else most
   * matches are believed to agree wholly until something else was learned.
   */
  readonly presumed?: 'chance';
  /**
   * Where hardly any random pair stands at the levels that tell: SQL over the features of all mentions that gives one row with the share of
   * strangers at each level.
   */
  strangers?(feature: (name: string) => string, mentions: string): string;
  /**
   * Corrects the shares of levels among random pairs, level 0 unused, where they do not show chance alone. `common` is the share
   * of pairs that share a text of the first term which so many bear that it is chance.
   */
  readonly chance?: (u: Float64Array, common: number) => void;
}
export type FeatureRow = Readonly<Record<string, FeatureValue>>;

/** A comparison of a model: its kind and the attributes that it looks at. */
export interface Comparison {
  /** `personName`, or `date:birthDate` where attributes are compared each with its own. */
  readonly id: string;
  readonly kind: string;
  readonly attributes: readonly string[];
}
