import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { isDateFormat, numberText, serialToIso } from '../../../src/intake/readers/excel-number.ts';
import { brief, errorOf, rowsOf } from './delivered.ts';
import { longWorkbook, sampleWorkbook } from './workbook.ts';

describe('XLSX', async () => {
  const sample = await sampleWorkbook();

  it.each([
    ['plain', sample],
    ['gzipped', gzipSync(sample)],
  ])('reads dates, numbers, formulas, rich text and errors (%s)', async (_name, content) => {
    expect(brief(await rowsOf(content, 'xlsx'))).toEqual([
      [2, '1', '王小明', '2024-03-01', '2024-03-01T08:30:00', '0.3', '3', 'true'],
      [3, '2', '許功蓋', null, null, '4', '', null, '!syntax'],
      [5, '1234567890123456', 'a & <b>', null, null, null, null, 'false', 'beyond', '!columns'],
      [6, '3', '#REF!', null, null, null, null, null, '!syntax'],
    ]);
  });

  it('names the cell whose formula has no stored result', async () => {
    const rows = await rowsOf(sample, 'xlsx', { sheet: '名冊' });
    expect(rows[1]?.fault).toMatchObject({ column: 'sum', reason: 'the formula has no stored result' });
  });

  it('reads the sheet that is named, and guesses nothing for merged cells', async () => {
    expect(brief(await rowsOf(sample, 'xlsx', { sheet: 'other' }))).toEqual([[2, 'y']]);
  });

  it('refuses a sheet that does not exist, and says which do', async () => {
    const error = await errorOf(rowsOf(sample, 'xlsx', { sheet: 'none' }));
    expect(error.message).toContain('名冊, other');
  });

  it('reads Chinese text whole across chunk borders', async () => {
    const rows = await rowsOf(await longWorkbook(5000), 'xlsx');
    expect(rows).toHaveLength(5000);
    expect(rows.every((row, i) => row.cells.name === `臺南市東區中華路${i}號`)).toBe(true);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('a,b\n1,2\n')],
    ['cut off', sample.subarray(0, 2000)],
    ['damaged within', Buffer.concat([sample.subarray(0, 500), Buffer.alloc(300), sample.subarray(800)])],
  ])('refuses what is %s', async (_name, content) => {
    expect((await errorOf(rowsOf(content, 'xlsx'))).code).toBe('FILE_FORMAT');
  });

  it('refuses a workbook that unpacks beyond the limit', async () => {
    const error = await errorOf(
      rowsOf(await longWorkbook(3000), 'xlsx', { limits: { maxInflatedBytes: 50_000 } }),
    );
    expect(error.code).toBe('LIMIT_EXCEEDED');
  });
});

describe('spreadsheet numbers', () => {
  it.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [45352.354166666664, '2024-03-01T08:30:00'],
    [0.5, '12:00:00'],
    [-1, null],
    [3e6, null],
  ])('reads the serial day %s as %s', (serial, iso) => {
    expect(serialToIso(serial, false)).toBe(iso);
  });

  it('counts from 1904 when the workbook does', () => {
    expect(serialToIso(43890, true)).toBe('2024-03-01');
  });

  it.each([
    [14, undefined, true],
    [2, undefined, false],
    [57, undefined, true],
    [164, 'yyyy"年"m"月"d"日"', true],
    [164, '[$-404]e/m/d', true],
    [164, '#,##0.00"days"', false],
    [164, '[h]:mm:ss', false],
    [164, '[Red]0.00;General', false],
    [164, '0.00E+00', false],
  ])('knows whether format %s %s shows a date', (id, code, expected) => {
    expect(isDateFormat(id, code)).toBe(expected);
  });

  it.each([
    ['12345678901234567', '12345678901234567'],
    ['0.30000000000000004', '0.3'],
    ['120.20000000000002', '120.2'],
    ['1.0', '1'],
    ['1E3', '1000'],
  ])('writes %s as %s', (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });
});
