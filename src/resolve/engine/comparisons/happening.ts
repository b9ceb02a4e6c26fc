/** How two events are compared that may belong to one happening: when they begin, where they are, of what kind they are. */
import { readAddress } from '../../../standardise/address/read-address.ts';
import { syllablesOf } from '../../../standardise/romanise.ts';
import type { EngineMention } from '../mention.ts';
import type { ColumnOf, ComparisonKind, Level } from './comparison.ts';
import { POINT } from './point.ts';

const MINUTE = 60_000;

/** A stretch of minutes from the beginning of one event to that of the other. */
export interface MinuteLevel {
  readonly from: number;
  readonly to: number;
}

/** Stretches in which what belongs to one happening begins: at most half an hour before, an hour after. */
export const BEGINNING_LEVELS: readonly MinuteLevel[] = [
  { from: -30, to: -10 },
  { from: -10, to: 0 },
  { from: 0, to: 15 },
  { from: 15, to: 30 },
  { from: 30, to: 60 },
];

/** How long after the left one the right one begins. */
export const BEGINNING: ComparisonKind = {
  name: 'beginning',
  takes: [],
  perAttribute: false,
  features: { minute: 'real' },
  terms: [],
  read: ({ validFrom }) => (validFrom === undefined ? null : { minute: Date.parse(validFrom) / MINUTE }),
  comparable: (column) => `${column('l', 'minute')} IS NOT NULL AND ${column('r', 'minute')} IS NOT NULL`,
  measures: [
    {
      name: 'minutes',
      type: 'real',
      sql: (column) => `${column('r', 'minute')} - ${column('l', 'minute')}`,
    },
  ],
  levels: [
    ...BEGINNING_LEVELS.map(
      ({ from, to }): Level => ({
        label: `${from} to ${to} minutes`,
        when: (m) => `${m('minutes')} >= ${from} AND ${m('minutes')} < ${to}`,
      }),
    ),
    { label: 'further apart', when: () => 'true' },
  ],
  shared: null,
  atoms: () => [],
};

/** Metres within which two points are one site, or beside each other. */
const AT = 300;
const CLOSE = 1_500;
/** Between the names of a list: none holds it. */
const SEPARATOR = '\n';

/**
 * How two places agree, best first, by the most exact thing that both say. How exactly they say it is no evidence: of one happening it is as
 * often a street that both know as of two. A street contains its points, and a district its streets.
 */
export const WHEREABOUTS_SCALES = {
  point: ['AT', 'CLOSE', 'FAR'],
  street: ['STREET', 'STREET_RENAMED', 'OTHER_STREET', 'ELSEWHERE'],
  district: ['DISTRICT', 'OTHER_DISTRICT'],
  nothing: ['UNKNOWN'],
} as const;
export type WhereaboutsLevel = (typeof WHEREABOUTS_SCALES)[keyof typeof WHEREABOUTS_SCALES][number];
export const WHEREABOUTS_LEVELS: readonly WhereaboutsLevel[] = Object.values(WHEREABOUTS_SCALES).flat();

/**
 * Places by the most exact thing that both say: two points by distance; else a street by its sound, else a district. A district that is agreed on
 * says the more the fewer events are in it.
 */
export const WHEREABOUTS: ComparisonKind = {
  name: 'whereabouts',
  takes: [],
  perAttribute: false,
  features: {
    ...{ longitude: 'real', latitude: 'real', roads: 'text', districts: 'text' },
    ...{ district: 'text', districtBits: 'real' },
  },
  terms: [{ feature: 'district', bits: 'districtBits' }],
  read: readWhereabouts,
  comparable: () => 'true',
  measures: [
    ...POINT.measures,
    { name: 'road', type: 'integer', sql: (column) => sharesName(column, 'roads') },
    { name: 'district', type: 'integer', sql: (column) => sharesName(column, 'districts') },
  ],
  levels: WHEREABOUTS_LEVELS.map((label) => ({ label, when: (m) => whereabouts(m)[label] })),
  shared: (column, m) =>
    `CASE WHEN ${m('metres')} IS NULL AND ${m('district')} = 1 AND ${m('road')} IS DISTINCT FROM 1 THEN coalesce(${column('r', 'districtBits')}, 0) ELSE 0 END`,
  atoms: () => [],
};

/** The conditions of the levels, of which the first that holds is taken: the more exact ones come first. */
function whereabouts(m: (name: string) => string): Record<WhereaboutsLevel, string> {
  const [metres, road, district] = [m('metres'), m('road'), m('district')];
  return {
    AT: `${metres} <= ${AT}`,
    CLOSE: `${metres} <= ${CLOSE}`,
    FAR: `${metres} IS NOT NULL`,
    STREET: `${road} = 1 AND ${district} IS DISTINCT FROM 0`,
    // Districts are merged, split and renamed, and addresses carry the name of their day or an older one.
    STREET_RENAMED: `${road} = 1`,
    OTHER_STREET: `${road} = 0 AND ${district} = 1`,
    ELSEWHERE: `${road} = 0`,
    DISTRICT: `${district} = 1`,
    OTHER_DISTRICT: `${district} = 0`,
    UNKNOWN: 'true',
  };
}

/** In SQL 1 where two lists share a name, 0 where they do not, null where one of the two says nothing. */
function sharesName(column: ColumnOf, feature: string): string {
  const [left, right] = (['l', 'r'] as const).map(
    (side) => `string_split(${column(side, feature)}, '${SEPARATOR}')`,
  );
  return `list_has_any(${left}, ${right})::INTEGER`;
}

/** Streets go by their sound, so that one that was written as it was heard is still itself; a crossing is on both of its streets. */
function readWhereabouts({ point, attributes }: EngineMention) {
  const roads = new Set<string>();
  const districts = new Set<string>();
  for (const { kind, value } of attributes) {
    if (kind !== 'address') continue;
    for (const part of value.split('/')) {
      const { road, lane, district, town } = readAddress(part);
      const area = district || town;
      if (area !== '') districts.add(area);
      // A lane may have a name of its own, like a road, or be numbered along one.
      const street = road === '' && !/^\d/.test(lane) ? lane : road;
      if (street !== '') roads.add(syllablesOf(street, 'none').join(''));
    }
  }
  return {
    longitude: point?.longitude ?? null,
    latitude: point?.latitude ?? null,
    roads: listed(roads),
    districts: listed(districts),
    district: districts.size === 1 ? listed(districts) : null,
  };
}

function listed(names: ReadonlySet<string>): string | null {
  return names.size === 0 ? null : [...names].sort().join(SEPARATOR);
}

/**
 * What kind of event the right one is, by the value of one attribute. How much likelier a value is of one happening than by chance is its
 * information, as a model knows it: it is told upwards from `CALLED_NEUTRAL`, since information has no sign.
 */
export const CALLED: ComparisonKind = {
  name: 'called',
  takes: ['code', 'text'],
  perAttribute: true,
  features: { value: 'text', information: 'real' },
  terms: [{ feature: 'value', bits: 'information' }],
  read: (_mention, [attribute]) =>
    attribute === undefined ? null : { value: attribute.value, information: null },
  comparable: (column) => `${column('r', 'value')} IS NOT NULL`,
  measures: [],
  levels: [{ label: 'stated', when: () => 'true' }],
  shared: (column) => column('r', 'information'),
  atoms: () => [],
};
export const CALLED_NEUTRAL = 64;
