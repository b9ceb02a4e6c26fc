import { describe, expect, it } from 'vitest';
import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import { attribute } from './invented-people.ts';
import { levelBetween, levelOf } from './level-of.ts';

describe('two names of organisations', () => {
  it.each([
    [
      '澜州市宏兴餐饮管理有限公司光明路北七店',
      '澜州市宏兴餐饮管理有限公司和平路西八店',
      'equal, other branches',
    ],
    [
      '澜州市宏兴餐饮管理有限公司光明路北七店',
      '宏兴餐饮管理有限公司和平路西八店',
      'equal but for the place, other branches',
    ],
    ['澜州市宏兴餐饮管理有限公司光明路北七店', '宏兴餐饮管理有限公司', 'equal but for place and branch'],
    ['澜州市恒金第一小学', '澜州市恒金第二小学', 'equal, other numbers'],
    ['澜州市恒金第一小学', '恒金第三小学', 'equal, other numbers'],
    ['澜州市恒金第十二小学', '恒金第12小学', 'equal but for the place'],
    ['澜州市恒金第一小学', '澜州市恒金小学', 'alike'],
    ['澜州市恒金科技有限公司', '恒金建筑工程有限公司', 'of another trade'],
    ['澜州市恒金科技有限公司', '恒金信息有限公司', 'a little alike'],
    ['澜州市恒金建筑科技有限公司', '恒金建筑工程有限公司', 'a little alike'],
  ])('%s and %s: %s', async (one, other, label) => {
    expect(await levelOf('hanOrganization', 'organization-name', one, other)).toBe(label);
  });
  const LAN = '澜州市青埔区玉兰大道28号';
  const SEA = '澜州市沙屿区海棠路7号';
  it.each([
    ['澜州市宏兴餐饮管理有限公司', LAN, '', 'equal, one names a branch'],
    ['澜州市宏兴餐饮管理有限公司', SEA, '0596-2345678', 'equal, one names a branch'],
    ['澜州市宏兴餐饮管理有限公司', '', '', 'equal, one names a branch'],
    ['澜州市宏兴餐饮管理有限公司', SEA, '', 'equal, one names a branch of another house'],
    ['澜州市宏兴餐饮管理有限公司', '', '0596-7654321', 'equal, one names a branch of another house'],
    ['澜州市宏兴餐饮管理有限公司', '澜州市青埔区', '', 'equal, one names a branch'],
    ['宏兴餐饮管理有限公司', SEA, '', 'equal but for place and branch, of another house'],
  ])('a branch beside %s of "%s" and telephone "%s": %s', async (name, address, phone, label) => {
    const branch = describeSeat('澜州市宏兴餐饮管理有限公司光明路店', LAN, '0596-2345678');
    expect(
      await levelBetween('hanOrganization', 'Organization', branch, describeSeat(name, address, phone)),
    ).toBe(label);
  });

  it.each([
    ['0596-2345678', 'of another trade, with one telephone or number'],
    ['0596-7654321', 'of another trade'],
  ])('firms of two trades in one house, the telephone of the other is %s: %s', async (phone, label) => {
    const trading = describeSeat('澜州市晨星贸易有限公司', LAN, '0596-2345678');
    const renamed = describeSeat('澜州市晨星科技有限公司', LAN, phone);
    expect(await levelBetween('hanOrganization', 'Organization', trading, renamed)).toBe(label);
  });

  it('a branch may be the company that states its house second, or that states nothing to compare', async () => {
    const branch = describeSeat('澜州市宏兴餐饮管理有限公司光明路店', LAN, '');
    const company = describeSeat('澜州市宏兴餐饮管理有限公司', SEA, '');
    const level = (other: Parameters<typeof levelBetween>[2]): Promise<string | undefined> =>
      levelBetween('hanOrganization', 'Organization', branch, other);
    expect(await level([...company, attribute('branch', 'address', LAN)])).toBe('equal, one names a branch');
    expect(await level(describeSeat('澜州市宏兴餐饮管理有限公司', '', '0596-7654321'))).toBe(
      'equal, one names a branch',
    );
  });
});

function describeSeat(name: string, address: string, phone: string): readonly (StoredAttribute | null)[] {
  return [
    attribute('name', 'organization-name', name),
    ...(address === '' ? [] : [attribute('address', 'address', address)]),
    ...(phone === '' ? [] : [attribute('phone', 'phone', phone)]),
  ];
}
