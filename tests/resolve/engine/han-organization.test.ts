import { describe, expect, it } from 'vitest';
import { levelOf } from './level-of.ts';

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
  ])('%s and %s: %s', async (one, other, label) => {
    expect(await levelOf('hanOrganization', 'organization-name', one, other)).toBe(label);
  });
});
