import type { StandardiseOptions } from '../value.ts';
import { HAN_CLASS as H } from './han-class.ts';

/** The administrative divisions at the head of an address, in simplified script; '' where the text names none. */
export interface Division {
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly town: string;
  /** What follows them. */
  readonly rest: string;
}

const PROVINCES = new Map(
  (
    '北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 黑龙江省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 ' +
    '四川省 贵州省 云南省 陕西省 甘肃省 青海省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区 香港特别行政区 澳门特别行政区'
  )
    .split(' ')
    .map((full): [string, string] => [/^(?:内蒙古|黑龙江|..)/.exec(full)?.[0] ?? full, full]),
);
const MUNICIPALITIES = new Set(['北京市', '天津市', '上海市', '重庆市']);
const TAIWAN_CITIES =
  /^(?:台湾省?)?((?:台北|新北|桃园|台中|台南|高雄|基隆|新竹|嘉义)市|(?:新竹|苗栗|彰化|南投|云林|嘉义|屏东|宜兰|花莲|台东|澎湖|金门|连江|台北|桃园|台中|台南|高雄)县)/;
/** Counties that became special municipalities (2010, 2014): their towns are districts now. */
const MERGED = new Map([
  ['台北县', '新北市'],
  ['桃园县', '桃园市'],
  ['台中县', '台中市'],
  ['台南县', '台南市'],
  ['高雄县', '高雄市'],
]);
const TAIWAN_DISTRICT = new RegExp(`^([${H}]{1,3}?)(区|[乡镇市](?![路街道巷弄段里村区]|大道))`);
const NO_ROAD = '(?![路街道巷弄]|大道|大街)';
const CITY = new RegExp(`^([${H}]{2,9}?(?:自治州|地区|盟|市))${NO_ROAD}(?![区县镇场])`);
const DISTRICT = new RegExp(
  `^([${H}]{1,9}?(?:自治县|自治旗|新区|区|县|旗|市(?!大[街道])))(?![路街道巷弄区县镇场])`,
  'u',
);
const TOWN = new RegExp(`^([${H}]{1,8}?(?:街道办事处|街道|镇|乡))${NO_ROAD}(?![区县])`);

/** Reads the divisions at the head of a folded address. */
export function readDivision(folded: string): Division {
  const taiwan = TAIWAN_CITIES.exec(folded);
  return taiwan === null ? readOther(folded) : readTaiwan(taiwan[1] ?? '', folded.slice(taiwan[0].length));
}

/** Whether the divisions are Taiwan's; where the text names neither province nor city, the contract's region says. */
export function isTaiwanese({ province, city }: Division, region?: StandardiseOptions['region']): boolean {
  return province + city === '' ? region === 'TW' : TAIWAN_CITIES.test(city);
}

function readTaiwan(named: string, text: string): Division {
  const city = MERGED.get(named) ?? named;
  const match = TAIWAN_DISTRICT.exec(text);
  // Some sources repeat the county after its town, or name old and new one after the other.
  if (match === null) return { province: '', city, district: '', town: '', rest: text };
  const unit = city === named && city.endsWith('县') ? match[2] : '区';
  return { province: '', city, district: `${match[1]}${unit}`, town: '', rest: text.slice(match[0].length) };
}

function readOther(folded: string): Division {
  const province = readProvince(folded);
  let rest = province.rest;
  const city = MUNICIPALITIES.has(province.name) ? '' : (CITY.exec(rest)?.[1] ?? '');
  rest = rest.slice(city.length);
  const district = DISTRICT.exec(rest)?.[1] ?? '';
  rest = rest.slice(district.length);
  const town = (province.name + city + district === '' ? null : TOWN.exec(rest))?.[1] ?? '';
  return { province: province.name, city, district, town, rest: rest.slice(town.length) };
}

/** `浙江省杭州市…` and `浙江杭州市…` alike; a short name alone (`吉林市`, `上海路`) is no province. */
function readProvince(folded: string): { readonly name: string; readonly rest: string } {
  const short = /^(?:内蒙古|黑龙江|..)/.exec(folded)?.[0] ?? '';
  const full = PROVINCES.get(short);
  if (full === undefined) return { name: '', rest: folded };
  if (folded.startsWith(full)) return { name: full, rest: withoutRepeat(full, folded.slice(full.length)) };
  const rest = folded.slice(short.length);
  const divided = !/^[市州]/u.test(rest) && (CITY.test(rest) || DISTRICT.test(rest));
  return divided ? { name: full, rest } : { name: '', rest: folded };
}

function withoutRepeat(name: string, rest: string): string {
  return MUNICIPALITIES.has(name) && rest.startsWith(name)
    ? rest.slice(name.length)
    : rest.replace(/^市辖区/u, '');
}
