import { readAddress } from '../../../standardise/address/read-address.ts';
import { BoundedCache } from '../../../standardise/bounded-cache.ts';
import { hasHan } from '../../../standardise/clean-text.ts';
import { syllablesOf } from '../../../standardise/romanise.ts';
import type { Atom, ColumnOf, ComparisonKind, FeatureRow, FeatureValue, Level } from './comparison.ts';
import { readPeriod, separate } from './period.ts';

/** A thing may have had several addresses; the newest are compared, every one with every other. */
const ADDRESSES = [1, 2] as const;
const PARTS = ['value', 'road', 'sound', 'number', 'room', 'area', 'district', 'city'] as const;
/** Districts of which several cities have one of the name: one that is equal does not show that the city is. */
const COMMON_DISTRICT =
  /^(?:[东西南北中城郊矿]区|市辖区|市中区|城[关中东西南北]区?|新区|新城区|新华区|新市区|朝阳区|和平区|河东区|桥[东西]区|铁[东西]区|鼓楼区|长安区|海州区|江北区|西湖区|南山区|宝山区|白云区|青山区|永定区|普陀区|通州区|龙华区|西安区|向阳区|中山区|中正区|信义区|大安区|仁爱区|开发区|高新区|经济技术开发区|高新技术产业开发区)$/u;

/** How two addresses stand to each other, best first. */
const RANKS = [
  'equal',
  'equal but for the division',
  'equal by sound',
  'same house, one without a room',
  'same number and room, another road',
  'same road and number, in another city',
  'same house, another room',
  'same road',
  'same district',
  'different',
] as const;
const OTHER_CITY = RANKS.indexOf('same road and number, in another city');
/** From here on two addresses are two: then it counts whether they are of one time. */
const DIFFERENT_FROM = 4;

/**
 * A Han address beside another by its parts: division, road, number, room. Divisions and roads are renamed, so that
 * number and room tell more than their names. Every address of the one is held to every address of the other: an old
 * one that agrees speaks for a match, two that differ speak against it the more if they are of one time.
 */
export const HAN_ADDRESS: ComparisonKind = {
  name: 'hanAddress',
  takes: ['address'],
  perAttribute: false,
  script: 'han',
  timed: true,
  features: {
    ...Object.fromEntries(ADDRESSES.flatMap((n) => PARTS.map((part) => [`${part}${n}`, 'token' as const]))),
    ...Object.fromEntries(
      ADDRESSES.flatMap((n) => [
        [`from${n}`, 'integer' as const],
        [`to${n}`, 'integer' as const],
      ]),
    ),
    bits1: 'real',
    bits2: 'real',
    roadBits1: 'real',
    roadBits2: 'real',
  },
  terms: [
    { feature: 'value1', bits: 'bits1' },
    { feature: 'value2', bits: 'bits2' },
    { feature: 'road1', bits: 'roadBits1' },
    { feature: 'road2', bits: 'roadBits2' },
  ],
  read(mention, attributes) {
    const han = attributes.filter(({ value }) => hasHan(value));
    const newest = han.toSorted(
      (one, other) => (readPeriod(mention, other).from ?? 0) - (readPeriod(mention, one).from ?? 0),
    );
    const row: Record<string, FeatureValue> = {};
    newest.slice(0, ADDRESSES.length).forEach((attribute, at) => {
      const { from, to } = readPeriod(mention, attribute);
      for (const [part, value] of Object.entries(partsOf(attribute.value))) row[`${part}${at + 1}`] = value;
      row[`from${at + 1}`] = from;
      row[`to${at + 1}`] = to;
    });
    return han.length === 0 ? null : row;
  },
  comparable: (column) => `${column('l', 'value1')} IS NOT NULL AND ${column('r', 'value1')} IS NOT NULL`,
  measures: [
    {
      name: 'rank',
      type: 'integer',
      sql: (column) =>
        `least(${ADDRESSES.flatMap((l) => ADDRESSES.map((r) => rankOf(column, l, r))).join(', ')})`,
    },
    {
      name: 'apart',
      type: 'integer',
      sql: (column, m) =>
        `CASE WHEN ${m('rank')} < ${DIFFERENT_FROM} THEN 0 ELSE ${separate(column, ADDRESSES.length)} END`,
    },
  ],
  levels: RANKS.flatMap((label, rank): readonly Level[] => {
    const is = (m: (name: string) => string): string => `${m('rank')} = ${rank}`;
    if (rank < DIFFERENT_FROM) {
      return [{ label, when: is, twins: 'kin', ...(rank < 3 ? { whole: true as const } : {}) }];
    }
    return [
      { label: `${label}, of one time`, when: (m) => `${is(m)} AND ${m('apart')} = 0` },
      { label, when: is },
    ];
  }),
  relatives: 'shared',
  shared: (column, m) =>
    `CASE WHEN ${m('rank')} <= 2 THEN least(${column('l', 'bits1')}, ${column('r', 'bits1')}) WHEN ${m('rank')} IN (3, 6, 7) THEN least(${column('l', 'roadBits1')}, ${column('r', 'roadBits1')}) ELSE 0 END`,
  atoms: (row) => ADDRESSES.flatMap((n) => listAtoms(row, n)),
  chance: chanceOfEqual,
};

/**
 * Random pairs whose addresses are equal are mostly one place, so they do not show how often two places' are. Road and
 * house are independent enough: as often as two share a road, times as often as two on other roads share number and room.
 * An address that many state (a home, a hall of residence, a column that is all one value) is shared by chance besides.
 */
function chanceOfEqual(u: Float64Array, common: number): void {
  const labels = HAN_ADDRESS.levels.map(({ label }) => label);
  const sum = (...ranks: readonly number[]): number =>
    labels.reduce((total, label, at) => {
      const rank = RANKS.findIndex((one) => label === one || label === `${one}, of one time`);
      return ranks.includes(rank) ? total + (u[at + 1] ?? 0) : total;
    }, 0);
  const [equal, road, house] = [sum(0, 1, 2), sum(3, 6, 7), sum(4)];
  const chance = Math.max(1e-9, road * house, common);
  if (equal <= chance) return;
  for (let level = 1; level <= 3; level++) u[level] = ((u[level] ?? 0) * chance) / equal;
}

type Parts = Readonly<Record<(typeof PARTS)[number], string | null>>;
const known = new BoundedCache<Parts>(20_000);

function partsOf(value: string): Parts {
  const before = known.find(value);
  if (before !== undefined) return before;
  const parts = value.includes('/') ? crossingParts(value) : readParts(value);
  known.keep(value, parts);
  return parts;
}

function readParts(value: string): Parts {
  const read = readAddress(value);
  // A lane may have a name of its own, like a road, or be numbered along one.
  const lane = /^\d/.test(read.lane) ? '' : read.lane;
  const road = [read.road, read.kilometre, read.section, lane, read.village, read.land].join('') || null;
  const number =
    [lane === '' ? read.lane : '', read.alley, read.number, read.parcel].join('-').replace(/^-+|-+$/g, '') ||
    null;
  const room =
    [read.building, read.unit, read.floor, read.room].filter((part) => part !== '').join('-') || null;
  const area = read.district || read.town || null;
  const district = read.district === '' || COMMON_DISTRICT.test(read.district) ? null : read.district;
  // What no list of provinces knows is read as the head of its city's name.
  const city = read.city.replace(/^.+?省(?=.)/u, '') || (read.province.endsWith('市') ? read.province : null);
  return {
    value,
    road,
    sound: soundOf(road),
    number,
    room: room ?? tailOf(number, read.rest),
    area,
    district,
    city,
  };
}

/** The house that an address names, whatever the division and the room; null: it names no road or no number. */
export function houseOf(value: string): string | null {
  const { sound, number } = partsOf(value);
  return sound === null || number === null ? null : `${sound}|${number}`;
}

/** `3-2-501` behind a house number is building, unit and room. */
function tailOf(number: string | null, rest: string): string | null {
  return number !== null && /^[\da-z]+(?:-[\da-z]+)+$/.test(rest) ? rest : null;
}

/** Two roads that cross, in one order. */
function crossingParts(value: string): Parts {
  const roads = value.split('/').map(readParts);
  const [first] = roads;
  const road = roads
    .map((one) => one.road ?? one.value ?? '')
    .toSorted()
    .join('/');
  const [area, district, city] = [first?.area ?? null, first?.district ?? null, first?.city ?? null];
  return { value, road, sound: soundOf(road), number: 'x', room: null, area, district, city };
}

function soundOf(road: string | null): string | null {
  return road === null ? null : syllablesOf(road, 'none').join('');
}

function rankOf(column: ColumnOf, one: number, other: number): string {
  const l = (part: string): string => column('l', `${part}${one}`);
  const r = (part: string): string => column('r', `${part}${other}`);
  const same = (part: string): string => `${l(part)} = ${r(part)}`;
  const alike = (part: string): string => `${l(part)} IS NOT DISTINCT FROM ${r(part)}`;
  // A city within a city (苏州市昆山市) stands before its roads with the larger one or alone; one with the same district was renamed.
  const otherCity = `coalesce(${l('city')} <> ${r('city')} AND NOT coalesce(${same('district')}, false) AND ${l('city')} IS DISTINCT FROM ${r('area')} AND ${r('city')} IS DISTINCT FROM ${l('area')}, false)`;
  const cases = [
    [`${l('value')} IS NULL OR ${r('value')} IS NULL`, RANKS.length - 1],
    [same('value'), 0],
    [`${otherCity} AND ${same('sound')} AND ${same('number')}`, OTHER_CITY],
    [otherCity, RANKS.length - 1],
    [`${same('number')} AND ${alike('room')} AND ${same('road')}`, 1],
    [`${same('number')} AND ${alike('room')} AND ${same('sound')}`, 2],
    [`${same('sound')} AND ${same('number')} AND (${l('room')} IS NULL OR ${r('room')} IS NULL)`, 3],
    [`${same('number')} AND ${same('room')}`, 4],
    [`${same('sound')} AND ${same('number')}`, 6],
    [same('sound'), 7],
    [same('area'), 8],
  ];
  return `CASE ${cases.map(([when, rank]) => `WHEN ${when} THEN ${rank}`).join(' ')} ELSE ${RANKS.length - 1} END`;
}

function listAtoms(row: FeatureRow, n: number): readonly Atom[] {
  const value = row[`value${n}`];
  if (typeof value !== 'string') return [];
  const [sound, number, room] = [row[`sound${n}`], row[`number${n}`], row[`room${n}`]];
  const atoms: Atom[] = [{ family: 'address', text: `a:${value}` }];
  const add = (family: string, text: string): void => {
    atoms.push({ family, text });
  };
  if (typeof number === 'string') {
    if (typeof sound === 'string') add('address', `rn:${sound}|${number}|${room ?? ''}`);
    if (typeof room === 'string') add('address', `nm:${number}|${room}`);
    if (typeof sound === 'string') add('house', `hn:${sound}|${number}`);
  } else if (typeof sound === 'string') add('house', `r:${sound}`);
  return atoms;
}
