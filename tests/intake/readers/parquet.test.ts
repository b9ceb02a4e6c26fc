import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decimalText, timestampText } from '../../../src/intake/readers/parquet-cell.ts';
import { errorOf, rowsOf } from './delivered.ts';

const KINDS = readFileSync(fileURLToPath(new URL('fixtures/kinds.parquet', import.meta.url)));

describe('Parquet', () => {
  it.each([
    ['plain', KINDS],
    ['gzipped', gzipSync(KINDS)],
  ])('keeps every digit, the zone and the structure (%s)', async (_name, content) => {
    const rows = await rowsOf(content, 'parquet');
    expect(rows.map((row) => row.line)).toEqual([1, 2, 3, 4, 5]);
    expect(rows[2]?.cells).toEqual({
      id: '9007199254740995',
      name: '王小明',
      amount: '1234567890123456791.10',
      small: '-0.05',
      seen: '2024-03-01T08:30:00.123456Z',
      local: '1969-12-31T23:59:59',
      nanos: '2024-03-01T08:30:00.000000001',
      day: '1949-10-01',
      clock: '08:30:00.5',
      ratio: '0.1',
      short: '1.1',
      open: 'true',
      raw: 'ff00',
      tags: ['a', 'b'],
      place: { lng: '120.25', at: '2024-01-01T02:00:00Z' },
    });
    expect(rows[3]?.cells).toMatchObject({ name: null, seen: null, tags: null, place: null });
    expect(rows[1]?.cells.tags).toEqual([]);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['text', Buffer.from('a,b\n1,2\n')],
    ['cut off', KINDS.subarray(0, 3000)],
    ['without its middle', Buffer.concat([KINDS.subarray(0, 300), KINDS.subarray(900)])],
  ])('refuses what is %s', async (_name, content) => {
    expect((await errorOf(rowsOf(content, 'parquet'))).code).toBe('FILE_FORMAT');
  });

  it.each([
    [5n, 2, '0.05'],
    [-5n, 2, '-0.05'],
    [12345n, 2, '123.45'],
    [-12345n, 0, '-12345'],
  ])('writes the decimal %s of scale %s as %s', (unscaled, scale, text) => {
    expect(decimalText(unscaled, scale)).toBe(text);
  });

  it.each([
    [-1n, 1000n, true, '1969-12-31T23:59:59.999Z'],
    [0n, 1000n, false, '1970-01-01T00:00:00'],
    [1_500_000n, 1_000_000n, true, '1970-01-01T00:00:01.5Z'],
    [10n ** 18n, 1000n, true, '1000000000000000000'],
  ])('writes the timestamp %s in units of 1/%s s as ISO', (value, units, utc, text) => {
    expect(timestampText(value, units, utc)).toBe(text);
  });
});
