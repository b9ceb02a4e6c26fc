import { describe, expect, it } from 'vitest';
import { levelOf } from './level-of.ts';

describe('two addresses', () => {
  it.each([
    ['澜州市青埔区玉兰大道28号', '澜州市沙屿区玉兰大道28号', 'equal but for the division'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道', 'same road'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道28号', 'same road'],
    ['澜州市青埔区玉兰大道28号', '澜州市青埔区玉兰大道30号', 'same road'],
    ['深圳市学府路5号3栋301', '苏州市学府路5号3栋301', 'same road and number, in another city'],
    ['深圳市学府路5号3栋301', '学府路5号3栋301', 'equal but for the division'],
    ['苏州市昆山市学府路5号', '昆山市学府路5号', 'equal but for the division'],
    ['澜海省澜州市学府路5号', '澜州市学府路5号', 'equal but for the division'],
    ['襄樊市樊城区长虹路1号', '襄阳市樊城区长虹路1号', 'equal but for the division'],
    ['石家庄市新华区学府路5号', '沧州市新华区学府路5号', 'same road and number, in another city'],
    ['北京市朝阳区学府路5号', '上海市学府路7号', 'different'],
  ])('%s and %s: %s', async (one, other, label) => {
    expect(await levelOf('hanAddress', 'address', one, other)).toBe(label);
  });
});
