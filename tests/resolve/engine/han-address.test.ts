import { describe, expect, it } from 'vitest';
import { levelOf } from './level-of.ts';

describe('two addresses', () => {
  it.each([
    ['澜州市青埔区玉兰大道28号', '澜州市沙屿区玉兰大道28号', 'equal but for the division'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道', 'same road'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道28号', 'same road'],
    ['澜州市青埔区玉兰大道28号', '澜州市青埔区玉兰大道30号', 'same road'],
  ])('%s and %s: %s', async (one, other, label) => {
    expect(await levelOf('hanAddress', 'address', one, other)).toBe(label);
  });
});
