import { findArabic, NUMERAL_RUN } from '../chinese-numerals.ts';

const UNITS = '段|巷|弄|衖|号|楼|层(?!林)|邻|室|之|至|等|笔|栋|幢|座|单元|地号|路|街|组|公里|[、,~]';
const BEFORE_UNIT = new RegExp(`${NUMERAL_RUN}(?=${UNITS}|-|$)`, 'g');
const AFTER_BREAK = new RegExp(`(?<=[\\d号楼][之-])${NUMERAL_RUN}`, 'g');
/** `号之1五楼`: what is written in another way than the digits before it is a number of its own. */
const FLOOR_BEHIND_DIGITS = /(?<=[号之-]\d+)(?=[一二三四五六七八九十廿卅]+[楼层])/g;
/** A number before one of these is no continuation of the house number in front of it: it counts rooms, floors, buildings. */
const OF_ITS_OWN = '单元|[号楼层f室户栋幢座组门排院期邻巷弄段公#、,~至及.-]';
/** Without 之, three digits or more are a room (`5号602`), not the rest of a house number. */
const CONTINUED = new RegExp(
  `(\\d+(?:-\\d+)*)号(?:[-之](\\d+)|(\\d{1,2}))(?!\\d|[a-z]?(?:${OF_ITS_OWN}))`,
  'g',
);
/** `315号之1、5楼`: the list ends the house number, what follows counts floors. */
const CONTINUED_BEFORE_FLOOR = /(\d+(?:-\d+)*)号[-之](\d+)[、,](?=\d+[楼层f室户])/g;
const HAS_NUMERAL = /[〇零○一二三四五六七八九十廿卅百千]/;

const arabic = (numeral: string): string => findArabic(numeral) ?? numeral;

/**
 * Chinese numerals that count something in an address become digits (`溪南五之一六號二樓` → `溪南5-16号2楼`); those inside
 * names (`三民`, `七股`) stay. Takes and gives folded text.
 */
export function countInDigits(folded: string): string {
  const counted = HAS_NUMERAL.test(folded)
    ? folded.replace(FLOOR_BEHIND_DIGITS, '、').replace(BEFORE_UNIT, arabic).replace(AFTER_BREAK, arabic)
    : folded;
  return counted
    .replace(/(?<=[\d楼层f])之(?=\d)|(?<=\d)[–—‐―](?=\d)/g, '-')
    .replace(/(?<![\d.])0+(?=\d+(?:邻|号|巷|弄|楼|段))/g, '')
    .replace(CONTINUED_BEFORE_FLOOR, '$1-$2号')
    .replace(CONTINUED, '$1-$2$3号');
}
