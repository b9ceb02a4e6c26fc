import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_READ_LIMITS } from '../../../src/intake/readers/limits.ts';
import { readRows } from '../../../src/intake/readers/read-rows.ts';
import { brief, delivered, errorOf, ownFolder, rowsAt, rowsOf } from './delivered.ts';
import { longWorkbook } from './workbook.ts';

describe('limits', () => {
  it.each([
    ['a file', 'csv', 'a\n'.repeat(600), { maxFileBytes: 1000 }],
    ['a line without end', 'csv', `a,b\n${'x'.repeat(2000)}`, { maxRowBytes: 1000 }],
    ['a line without end', 'ndjson', `{"a":"${'x'.repeat(2000)}`, { maxRowBytes: 1000 }],
    ['an element', 'json', `[{"a":"${'x'.repeat(2000)}"}]`, { maxRowBytes: 1000 }],
    ['a header', 'csv', 'a,b,c,d\n', { maxColumns: 3 }],
    [
      'what a gzip holds',
      'csv',
      gzipSync(`a\n${'0'.repeat(99)}\n`.repeat(50_000)),
      { maxInflatedBytes: 1_000_000 },
    ],
  ] as const)('refuses %s over the limit (%s)', async (_name, format, content, limits) => {
    expect((await errorOf(rowsOf(content, format, { limits }))).code).toBe('LIMIT_EXCEEDED');
  });

  it.each([
    ['csv', `a,b\n${'x'.repeat(50)},2\n3,4\n`],
    ['ndjson', `{"a":"${'x'.repeat(50)}","b":2}\n{"a":3,"b":4}\n`],
    ['json', `[{"a":"${'x'.repeat(50)}","b":2},{"a":3,"b":4}]`],
  ] as const)('faults a row with a cell over the limit (%s) and keeps it', async (format, text) => {
    const rows = await rowsOf(text, format, { limits: { maxCellChars: 20 } });
    expect(brief(rows).map((row) => (Array.isArray(row) ? row.slice(1) : row))).toEqual([
      ['x'.repeat(20), '2', '!limit'],
      ['3', '4'],
    ]);
    expect(rows[0]?.fault).toMatchObject({ rule: 'limit', column: 'a' });
  });

  it.each([
    ['a gzip that is cut off', gzipSync('a,b\n1,2\n'.repeat(100)).subarray(0, 20), 'FILE_FORMAT'],
    [
      'a gzip with a wrong byte',
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff]),
      'FILE_FORMAT',
    ],
  ])('refuses %s', async (_name, content, code) => {
    expect((await errorOf(rowsOf(content, 'csv'))).code).toBe(code);
  });

  it.each(['csv', 'json', 'xlsx', 'parquet'] as const)('refuses what is no file (%s)', async (format) => {
    const folder = ownFolder();
    expect((await errorOf(rowsAt(folder, format))).code).toBe('FILE_UNREADABLE');
    expect((await errorOf(rowsAt(join(folder, 'absent'), format))).code).toBe('FILE_UNREADABLE');
  });

  it.each(['csv', 'ndjson', 'json', 'xlsx'] as const)(
    'lets a reader stop after the first batch (%s)',
    async (format) => {
      const content = {
        csv: async () => gzipSync(`a,b\n${'1,2\n'.repeat(200_000)}`),
        ndjson: async () => `{"a":1}\n`.repeat(200_000),
        json: async () => `[${'{"a":1},'.repeat(100_000)}{}]`,
        xlsx: async () => gzipSync(await longWorkbook(3000)),
      };
      const path = delivered(await content[format]());
      for await (const batch of readRows(path, { format, encoding: 'UTF-8' }, DEFAULT_READ_LIMITS)) {
        expect(batch).toHaveLength(1000);
        break;
      }
    },
  );
});
