import { dayOf } from './days.ts';
import { get } from './weighted.ts';

/**
 * Districts of the invented city 澜州市 in the invented province 澜海省. Division codes begin with 38, a range that
 * GB/T 2260 never used; the city lies in the open Yellow Sea, so no point of it is anybody's home.
 */
export interface District {
  readonly code: string;
  readonly name: string;
  readonly west: number;
  readonly south: number;
  /** What (some of) its streets belonged to before that day. */
  readonly former?: { readonly name: string; readonly until: number; readonly allStreets: boolean };
}

export const PROVINCE = '澜海省';
export const CITY = '澜州市';
const CITY_CODE = '380100';

const named: readonly (readonly [string, string, District['former']?])[] = [
  ['380102', '澜江区'],
  ['380103', '望潮区', { name: '旧港区', until: dayOf('2016-01-01'), allStreets: false }],
  ['380104', '云麓区'],
  ['380106', '青埔区'],
  ['380108', '锦川区'],
  ['380111', '澜东区', { name: '澜东县', until: dayOf('2014-01-01'), allStreets: true }],
  ['380112', '沙屿区', { name: '青埔区', until: dayOf('2019-01-01'), allStreets: true }],
  ['380124', '石湖县'],
];

export const DISTRICTS: readonly District[] = named.map(([code, name, former], i) => ({
  code,
  name,
  west: 123.1 + (i % 4) * 0.065,
  south: 32.95 + Math.floor(i / 4) * 0.065,
  ...(former === undefined ? {} : { former }),
}));

/**
 * The sixteen places of birth: division codes before and since a year. In any one year all sixteen differ, which the
 * uniqueness of resident ids rests on. The second eight are other cities of the same invented province.
 */
const BIRTHPLACES: readonly (readonly [string, number, string])[] = [
  ['380102', 0, '380102'],
  ['380103', 0, '380103'],
  ['380104', 0, '380104'],
  ['380105', 2016, '380124'],
  ['380106', 0, '380106'],
  ['380108', 0, '380108'],
  ['380121', 2014, '380111'],
  ['380125', 2019, '380112'],
  ['380202', 0, '380202'],
  ['380302', 0, '380302'],
  ['380303', 0, '380303'],
  ['380402', 0, '380402'],
  ['380502', 0, '380502'],
  ['380603', 0, '380603'],
  ['380721', 0, '380721'],
  ['380822', 0, '380822'],
];

export function birthplaceCode(place: number, year: number): string {
  const [before, since, after] = get(BIRTHPLACES, place);
  return year < since ? before : after;
}

/** Division history in the columns of the public areacodes table: code, province, city, name, level, state, from, to, successors. */
export function areaRows(): readonly (readonly string[])[] {
  const row = (code: string, city: string, name: string, from: string, to = '', successors = '') => [
    code,
    PROVINCE,
    city,
    name,
    code.endsWith('0000') ? '省级' : code.endsWith('00') ? '地级' : '县级',
    to === '' ? '在用' : '弃用',
    from,
    to,
    successors,
  ];
  return [
    ['代码', '一级行政区', '二级行政区', '名称', '级别', '状态', '启用时间', '变更/弃用时间', '新代码'],
    row('380000', '', PROVINCE, '1981'),
    row(CITY_CODE, CITY, CITY, '1981'),
    row('380102', CITY, '澜江区', '1981'),
    row('380103', CITY, '望潮区', '1981'),
    row('380104', CITY, '云麓区', '1981'),
    row('380105', CITY, '旧港区', '1981', '2016', '380103'),
    row('380106', CITY, '青埔区', '1981', '', '380112[2019]'),
    row('380108', CITY, '锦川区', '1981'),
    row('380111', CITY, '澜东区', '2014'),
    row('380112', CITY, '沙屿区', '2019'),
    row('380121', CITY, '澜东县', '1981', '2014', '380111'),
    row('380124', CITY, '石湖县', '1981'),
    row('380125', CITY, '平沙县', '1981', '2019', '380112;380106'),
    ...[
      ['380200', '东屿市'],
      ['380300', '临汐市'],
      ['380400', '岚湾市'],
      ['380500', '泽阳市'],
      ['380600', '宁渚市'],
      ['380700', '古礁市'],
      ['380800', '平汀市'],
    ].map(([code = '', name = '']) => row(code, name, name, '1981')),
    row('380202', '东屿市', '湖滨区', '1981'),
    row('380302', '临汐市', '潮门区', '1981'),
    row('380303', '临汐市', '南汐区', '1981'),
    row('380402', '岚湾市', '北湾区', '1981'),
    row('380502', '泽阳市', '城中区', '1981'),
    row('380603', '宁渚市', '桥西区', '1981'),
    row('380721', '古礁市', '古礁县', '1981'),
    row('380822', '平汀市', '上汀县', '1981'),
  ];
}
