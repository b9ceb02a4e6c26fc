import { describe, expect, it } from 'vitest';
import { standardise } from '../../src/standardise/standardise.ts';
import { CHINA, TAIWAN } from './options.ts';

describe('dates', () => {
  it.each([
    ['2025-01-31', '2025-01-31', 'day'],
    ['2025/1/31', '2025-01-31', 'day'],
    ['2025.01.31', '2025-01-31', 'day'],
    ['20250131', '2025-01-31', 'day'],
    ['20250131T053300', '2025-01-31', 'day'],
    ['民國114年1月31日', '2025-01-31', 'day'],
    ['中華民國一百一十四年一月三十一日', '2025-01-31', 'day'],
    ['114/01/31', '2025-01-31', 'day'],
    ['0114/01/31', '2025-01-31', 'day'],
    ['1140131', '2025-01-31', 'day'],
    ['990131', '2010-01-31', 'day'],
    ['二〇二五年一月卅一日', '2025-01-31', 'day'],
    ['二零二五年元月', '2025-01', 'month'],
    ['2025年1月', '2025-01', 'month'],
    ['2025-01', '2025-01', 'month'],
    ['11401', '2025-01', 'month'],
    ['民國前1年', '1911', 'year'],
    ['２０２５', '2025', 'year'],
    ['2025-01-31T20:00:00Z', '2025-02-01', 'day'],
  ])('reads %s with the years of the Republic', (text, value, precision) => {
    expect(standardise('date', text, TAIWAN)).toMatchObject({ value, flags: [], parts: { precision } });
  });

  it.each([
    '2025-02-29',
    '2025-13-01',
    '20250230',
    '民國114年2月30日',
    '01/02/2025',
    '2025-01-01T25:00',
    'soon',
  ])('flags %s and leaves it as it is', (text) => {
    expect(standardise('date', text, TAIWAN)).toMatchObject({ value: text, flags: ['invalid-format'] });
  });

  it('does not read short years without the contract saying so', () => {
    expect(standardise('date', '114/01/31', CHINA)?.flags).toEqual(['invalid-format']);
    expect(standardise('date', '民國114年1月31日', CHINA)?.value).toBe('2025-01-31');
    expect(standardise('date', '202501', CHINA)?.value).toBe('2025-01');
  });

  it.each(['1900-01-01', '9999-12-31', '0000-00-00', '00000000', '不詳', '-'])(
    'knows %s as a placeholder',
    (text) => {
      expect(standardise('date', text, CHINA)?.flags).toEqual(['placeholder']);
    },
  );
});

describe('instants', () => {
  it.each([
    ['20250101T053300', '2024-12-31T21:33:00Z', 'second'],
    ['20250101053300', '2024-12-31T21:33:00Z', 'second'],
    ['20250101T53300', '2024-12-31T21:33:00Z', 'second'],
    ['1140101143000', '2025-01-01T06:30:00Z', 'second'],
    ['11401011430', '2025-01-01T06:30:00Z', 'minute'],
    ['1140101T143000', '2025-01-01T06:30:00Z', 'second'],
    ['0991231143000', '2010-12-31T06:30:00Z', 'second'],
    ['991231143000', '2010-12-31T06:30:00Z', 'second'],
    ['01140101143000', '2025-01-01T06:30:00Z', 'second'],
    ['2025010153300', '2024-12-31T21:33:00Z', 'second'],
    ['2025/01/01 05:33', '2024-12-31T21:33:00Z', 'minute'],
    ['2025/1/1 下午 03:04:05', '2025-01-01T07:04:05Z', 'second'],
    ['民國114年1月1日5時33分', '2024-12-31T21:33:00Z', 'minute'],
    ['2025-01-01T05', '2024-12-31T21:00:00Z', 'hour'],
    ['2025-01-01T24:00:00', '2025-01-01T16:00:00Z', 'second'],
    ['2025-01-01 05:33:00.250+09:00', '2024-12-31T20:33:00Z', 'second'],
    ['2025-01', '2024-12-31T16:00:00Z', 'month'],
  ])('reads %s in the zone of the contract', (text, value, precision) => {
    expect(standardise('instant', text, TAIWAN)).toMatchObject({ value, flags: [], parts: { precision } });
  });

  it('guesses no hour behind eight digits', () => {
    expect(standardise('instant', '2025010114', CHINA)?.flags).toEqual(['invalid-format']);
  });

  it('knows that clocks in Shanghai were an hour ahead in the summer of 1988', () => {
    expect(standardise('instant', '1988-07-01 08:00', CHINA)?.value).toBe('1988-06-30T23:00:00Z');
    expect(standardise('instant', '1988-12-01 08:00', CHINA)?.value).toBe('1988-12-01T00:00:00Z');
  });

  it('reads a skipped wall clock with the offset before the gap, and one that came twice as its first time', () => {
    const newYork = { ...CHINA, timeZone: 'America/New_York' };
    expect(standardise('instant', '2024-03-10 02:30', newYork)?.value).toBe('2024-03-10T07:30:00Z');
    expect(standardise('instant', '2024-11-03 01:30', newYork)?.value).toBe('2024-11-03T05:30:00Z');
  });
});
