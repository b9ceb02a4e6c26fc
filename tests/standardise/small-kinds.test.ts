import { describe, expect, it } from 'vitest';
import { standardise } from '../../src/standardise/standardise.ts';
import { CHINA, TAIWAN } from './options.ts';

describe('phones', () => {
  it.each([
    ['(06)299-1112', '+88662991112', []],
    ['06-2991112 轉 123', '+88662991112;ext=123', []],
    ['０９１２－３４５－６７１', '+886912345671', []],
    ['+886 912 345 671', '+886912345671', []],
    ['00000000', '00000000', ['placeholder']],
    ['0912***671', '0912***671', ['masked']],
    ['12', '12', ['invalid-format']],
    ['無', '無', ['placeholder']],
  ])('%s in Taiwan', (text, value, flags) => {
    expect(standardise('phone', text, TAIWAN)).toMatchObject({ value, flags });
  });

  it('reads numbers without a prefix in the region of the contract', () => {
    expect(standardise('phone', '139 1234 5670', CHINA)?.value).toBe('+8613912345670');
    expect(standardise('phone', '13800000000', CHINA)?.flags).toEqual(['placeholder']);
    expect(standardise('phone', '13800138000', CHINA)?.flags).toEqual(['placeholder']);
  });
});

describe('the smaller kinds', () => {
  it.each([
    ['email', ' Li.Wei@Mail.Example.cn ', 'li.wei@mail.example.cn', []],
    ['email', 'li.wei', 'li.wei', ['invalid-format']],
    ['gender', '男', 'male', []],
    ['gender', '２', 'female', []],
    ['gender', '不詳', 'unknown', ['placeholder']],
    ['number', '+01,234.50', '1234.5', []],
    ['number', 'NT$6,000元', '6000', []],
    ['number', '-0.0', '0', []],
    ['number', '１２３', '123', []],
    ['number', '￥－１，０００．５', '-1000.5', []],
    ['number', '10³', '10³', ['invalid-format']],
    ['number', '①', '①', ['invalid-format']],
    ['number', '1e3', '1000', []],
    ['number', '-1.25E-3', '-0.00125', []],
    ['number', '12.50e1', '125', []],
    ['number', '1,23', '1,23', ['invalid-format']],
    ['age', '56歲', '56', []],
    ['age', '五十六岁', '56', []],
    ['age', '0３', '3', []],
    ['age', '8个月', '0', []],
    ['age', '26 months', '2', []],
    ['age', '800天', '2', []],
    ['age', '60 weeks', '1', []],
    ['age', '九岁', '9', []],
    ['age', '9虚岁', '8', []],
    ['age', '130', '130', []],
    ['age', '131', '131', ['out-of-range']],
    ['age', '不詳', '不詳', ['placeholder']],
    ['age', '-3', '-3', ['invalid-format']],
    ['age', '三十多岁', '三十多岁', ['invalid-format']],
    ['postcode', '７０１', '701', []],
    ['postcode', '000000', '000000', ['placeholder']],
    ['locality', '臺南縣永康市', '台南市永康区', []],
    ['locality', '台南市 永康區', '台南市永康区', []],
    ['area', '臺南市', '台南市', []],
    ['code', ' ａ1 ', 'A1', []],
    ['code', '空氣污染', '空气污染', []],
    ['text', '  ａ \n b ', 'a b', []],
    ['text', 'N/A', 'N/A', ['placeholder']],
    ['name', '臺江大橋', '台江大桥', []],
  ] as const)('%s: %s', (kind, text, value, flags) => {
    expect(standardise(kind, text, TAIWAN)).toMatchObject({ value, flags });
  });

  it('fills mainland area codes up and flags regions that do not exist', () => {
    expect(standardise('area', '33', CHINA)).toMatchObject({ value: '330000', parts: { level: 'province' } });
    expect(standardise('area', '990101', CHINA)?.flags).toEqual(['unknown-area']);
  });
});
