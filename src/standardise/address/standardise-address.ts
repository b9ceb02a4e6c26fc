import { cleanText, hasHan } from '../clean-text.ts';
import { foldHan } from '../fold-han.ts';
import { foldLatin } from '../fold-latin.ts';
import { isPlaceholderText } from '../placeholder.ts';
import type { StandardiseOptions, StandardValue } from '../value.ts';
import { countInDigits } from './numerals.ts';
import { type AddressParts, readAddress } from './read-address.ts';
import { writeAddress } from './write-address.ts';

const POSTCODE =
  /^(?:〒|\[|\()?(\d{3,6})(?:\]|\))?[\s,-]*(?=[\u3400-\u9fff]{2,3}[省市縣县]|[\u3400-\u9fff]{1,3}[區区])(?![段巷弄号號楼樓层層栋邻鄰之])/;
const NOTE = /^(?:[[(【][^\])】]{1,20}[\])】])+/;
/** `A / B`, `A路與B路口`. */
const CROSSING = /口?\s*\/\s*|(?<=[路街段巷道线])口?[与和](?=[^/]{1,12}[路街道线巷段])/;
const MAY_CROSS = /[/与和]/;
const CORNER = /(?<=[线巷弄街道路])路口+\s*$|口+\s*$/;
const ROAD_CORNER = /(?<=[线巷弄街道路])路口+$|(?<=[路街道线段])口+$/;
/** `315号之1 5楼`: the blank keeps house and floor apart. */
const NUMBER_AND_FLOOR = /(?<=[号之-]\d+[a-z]?)\s+(?=\d+[楼层f室户])/g;
const ROAD_AND_KILOMETRE = /(?<=[^\d\s]\d+[甲乙丙]?(?:-\d+)?)\s+(?=\d+(?:\.\d+)?公里)/;

/**
 * An address as canonical text and parts. Han addresses are folded to simplified script with counting numerals as digits;
 * village (Taiwan's 里 and 村, the mainland's 社区) and neighbourhood (鄰) are split off; Taiwan's merged counties get their present names. Two streets that
 * cross (`A / B`) are put in one order. Other addresses are folded word by word.
 */
export function standardiseAddress(
  original: string,
  { region }: Pick<StandardiseOptions, 'region'>,
): StandardValue | null {
  const clean = cleanText(original);
  if (clean === '') return null;
  const flags = isPlaceholderText(clean) ? (['placeholder'] as const) : [];
  const folded = foldLatin(clean).replace(/^[\s/]+(?=.)/, '');
  if (!hasHan(folded)) return { ...latinAddress(folded), original, flags };
  const note = NOTE.exec(folded)?.[0] ?? '';
  const postcode = POSTCODE.exec(folded.slice(note.length));
  const text = foldHan(folded.slice(note.length + (postcode?.[0].length ?? 0))) || foldHan(folded);
  const { first, crossing, value } = readStreets(text, region);
  const parts = filled(first);
  if (note !== '') parts.note = note;
  if (postcode?.[1] !== undefined) parts.postcode = postcode[1];
  if (crossing !== '') parts.crossing = crossing;
  return { value: value || text, original, flags, parts, search: value === text ? [] : [text] };
}

interface Streets {
  readonly first: AddressParts;
  readonly crossing: string;
  readonly value: string;
}

/** Reads an address, or the streets that cross; the divisions that one of them names hold for those that name none. */
function readStreets(text: string, region: StandardiseOptions['region']): Streets {
  const streets = MAY_CROSS.test(text) ? text.split(CROSSING).filter((street) => street !== '') : [text];
  if (streets.length < 2) {
    const first = readAddress(prepare(streets[0] ?? text), region);
    return { first, crossing: '', value: writeAddress(first) };
  }
  const read = streets.map((street) => readAddress(prepare(street.replace(CORNER, '')), region));
  const donor = read.find(isPlaced);
  const written = read
    .map((parts) => (donor === undefined || isPlaced(parts) ? parts : placedLike(donor, parts)))
    .map((parts) => ({ parts, value: writeAddress(parts) }))
    .sort((one, other) => (one.value < other.value ? -1 : one.value > other.value ? 1 : 0));
  const crossing = written
    .slice(1)
    .map(({ value }) => value)
    .join('/');
  const value = written.map((street) => street.value).join('/');
  return { first: written[0]?.parts ?? readAddress(prepare(text), region), crossing, value };
}

function isPlaced({ province, city, district, town }: AddressParts): boolean {
  return province + city + district + town !== '';
}

function placedLike({ province, city, district, town }: AddressParts, parts: AddressParts): AddressParts {
  return { ...parts, province, city, district, town };
}

function prepare(street: string): string {
  const joined = street.includes(' ') ? withoutBlanks(street) : street;
  return countInDigits(joined.replace(ROAD_CORNER, ''));
}

function withoutBlanks(street: string): string {
  return street.replace(ROAD_AND_KILOMETRE, '线').replace(NUMBER_AND_FLOOR, '、').replace(/\s+/g, '');
}

const PART_NAMES = [
  ...([
    'province',
    'city',
    'district',
    'town',
    'village',
    'neighbourhood',
    'land',
    'parcel',
    'road',
  ] as const),
  ...(['kilometre', 'section', 'lane', 'alley', 'number', 'building', 'unit', 'floor', 'room'] as const),
  ...(['position', 'rest'] as const),
];

function filled(parts: AddressParts): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of PART_NAMES) if (parts[name] !== '') kept[name] = parts[name];
  return kept;
}

function latinAddress(folded: string): Pick<StandardValue, 'value' | 'parts' | 'search'> {
  const words = folded.split(/[^\p{L}\p{N}/-]+/u).filter((word) => word !== '');
  const value = words.join(' ') || folded;
  const number = words.find((word) => /^\d/.test(word));
  return { value, ...(number === undefined ? {} : { parts: { number } }), search: [] };
}
