import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brief, errorOf, rowsOf } from './delivered.ts';

describe('CSV', () => {
  const cases: readonly [string, string, unknown[]][] = [
    [
      'plain rows',
      'a,b\n1,2\n3,4\n',
      [
        [2, '1', '2'],
        [3, '3', '4'],
      ],
    ],
    ['no newline at the end', 'a,b\n1,2', [[2, '1', '2']]],
    [
      'CRLF and blank lines',
      'a,b\r\n\r\n1,2\r\n\r\n3,4\r\n',
      [
        [3, '1', '2'],
        [5, '3', '4'],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b\n1,2\n', [[2, '1', '2']]],
    ['quotes, delimiters and doubled quotes', 'a,b\n"1, one","say ""no"""\n', [[2, '1, one', 'say "no"']]],
    [
      'newlines within a value',
      'a,b\n"x\ny\r\nz",2\n3,4\n',
      [
        [2, 'x\ny\r\nz', '2'],
        [5, '3', '4'],
      ],
    ],
    ['empty values', 'a,b,c\n,"",\n', [[2, '', '', '']]],
    ['a quote inside an unquoted value', 'a,b\n5" pipe,2\n', [[2, '5" pipe', '2']]],
    ['a quoted value at the end with CRLF', 'a,b\r\n1,"2"\r\n', [[2, '1', '2']]],
    [
      'too few values',
      'a,b\n1\n3,4\n',
      [
        [2, '1', '!columns'],
        [3, '3', '4'],
      ],
    ],
    [
      'too many values',
      'a,b\n1,2,3\n4,5\n',
      [
        [2, '1', '2', '3', '!columns'],
        [3, '4', '5'],
      ],
    ],
    [
      'text after a closing quote',
      'a,b\n"1"x,2\n3,4\n',
      [
        [2, '"1"x,2', '!syntax'],
        [3, '3', '4'],
      ],
    ],
    [
      'a quote closed by the next row',
      'a,b\n1,"open\n2,"two"\n3,4\n',
      [
        [2, '1,"open', '!syntax'],
        [3, '2', 'two'],
        [4, '3', '4'],
      ],
    ],
    [
      'a quote that is never closed',
      'a,b\n1,"open\n2,3\n4,5\n',
      [
        [2, '1,"open', '!syntax'],
        [3, '2', '3'],
        [4, '4', '5'],
      ],
    ],
    [
      'a quote that opens in the last line',
      'a,b\n1,2\n"3',
      [
        [2, '1', '2'],
        [3, '"3', '!syntax'],
      ],
    ],
  ];

  it.each(cases)('reads %s', async (_name, text, expected) => {
    expect(brief(await rowsOf(text, 'csv'))).toEqual(expected);
    expect(brief(await rowsOf(gzipSync(text), 'csv'))).toEqual(expected);
  });

  it('reads TSV', async () => {
    expect(brief(await rowsOf('a\tb\n1,2\t"x\ty"\n', 'tsv'))).toEqual([[2, '1,2', 'x\ty']]);
  });

  it('names cells by column, and surplus values by their place', async () => {
    const [row] = await rowsOf('名稱,b\n王,2,3\n', 'csv');
    expect(row?.cells).toEqual({ 名稱: '王', b: '2', '#3': '3' });
    expect(row?.fault?.reason).toContain('3 values and the header 2');
  });

  it.each([
    ['an empty file', '', 'no header'],
    ['only blank lines', '\n\r\n', 'no header'],
    ['a nameless column', 'a,,c\n', 'column 2'],
    ['a column named twice', 'a,b,a\n', 'column a twice'],
    ['a broken header', 'a,"b\n1,2\n', 'header'],
    ['CR alone', 'a,b\r1,2\r', 'CR alone'],
    ['a reserved name', '__proto__,b\n1,2\n', 'reserved'],
  ])('refuses %s', async (_name, text, reason) => {
    const error = await errorOf(rowsOf(text, 'csv'));
    expect(error.code).toBe('FILE_FORMAT');
    expect(error.message).toContain(reason);
  });

  it('takes a file with a header only as no rows', async () => {
    expect(await rowsOf('a,b\n', 'csv')).toEqual([]);
  });

  it('loses one line to a stray quote, in whatever line it stands', async () => {
    const lines = Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? `${i},"a, ""b"""` : `${i},b`));
    lines[1234] = '1234,"stray';
    const rows = await rowsOf(`id,text\n${lines.join('\n')}\n`, 'csv');
    expect(rows).toHaveLength(3000);
    expect(rows.filter((row) => row.fault !== undefined).map((row) => row.line)).toEqual([1236]);
  });

  it('stays fast when every line leaves a quote open', async () => {
    const rows = await rowsOf(`a,b\n${'x","y\n'.repeat(20_000)}`, 'csv');
    expect(rows).toHaveLength(20_000);
  });

  it('goes on with the next line when an open quote runs over the row limit', async () => {
    const rows = await rowsOf(`a,b\n1,"open\n${'2,3\n'.repeat(1000)}`, 'csv', {
      limits: { maxRowBytes: 500 },
    });
    expect(rows).toHaveLength(1001);
    expect(rows.filter((row) => row.fault !== undefined)).toHaveLength(1);
  });

  it('reads whatever a writer of RFC 4180 wrote as csv-parse does', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '王', ',', '"', '\n', '\r\n', ' ', '\t', '0'),
      maxLength: 8,
    });
    const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom('\n', '\r\n'), async (rows, newline) => {
        const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
        const text = ['a,b,c', ...quoted].join(newline);
        const expected: string[][] = parse(text, { from_line: 2 });
        const got = (await rowsOf(text, 'csv')).map((row) => Object.values(row.cells));
        expect(got).toEqual(rows);
        expect(got).toEqual(expected);
      }),
      { numRuns: 200, seed: 20260301 },
    );
  });
});
