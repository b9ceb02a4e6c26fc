import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardise } from '../../src/standardise/standardise.ts';
import { ATTRIBUTE_KINDS } from '../../src/standardise/value.ts';
import { CHINA, TAIWAN } from './options.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  // Words that the readers look for, in any order: the texts most likely to be read in two ways.
  fc
    .array(
      fc.constantFrom(
        ...'臺南市 永康區 台南縣 溪南里 村 五鄰 中正 路 街 二段 十三巷 5弄 之 一六 號 樓 12 - 、 , ( ) / 與 口 公里 線 省道 前 地號 段 浙江 杭州市 西湖区 中关村 大街'.split(
          ' ',
        ),
        ...'有限公司 股份有限公司 廠 工廠 分公司 財團法人 (股) 公司 先生 · 民國 年 月 日 114 2025 01 T 上午 : co ltd . # 轉 + * x'.split(
          ' ',
        ),
      ),
      { maxLength: 9 },
    )
    .map((words) => words.join('')),
);

describe('standardising what is standardised', () => {
  it.each(ATTRIBUTE_KINDS)('changes no %s', (kind) => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(CHINA, TAIWAN), (text, options) => {
        const once = standardise(kind, text, options);
        if (once === null) return;
        expect(standardise(kind, once.value, options)?.value).toBe(once.value);
      }),
      { numRuns: 300, seed: 20250101 },
    );
  });

  it.each([
    'cn.resident-id',
    'cn.credit-code',
    'cn.plate',
    'tw.plate',
    'tw.business-no',
    'tw.resident-id',
    'local.case-no',
  ])('changes no identifier of %s', (scheme) => {
    fc.assert(
      fc.property(anyText, (text) => {
        const options = { ...CHINA, scheme };
        const once = standardise('identifier', text, options);
        if (once === null) return;
        expect(standardise('identifier', once.value, options)?.value).toBe(once.value);
      }),
      { numRuns: 200, seed: 20250101 },
    );
  });
});
