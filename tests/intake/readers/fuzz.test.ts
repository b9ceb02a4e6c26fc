import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { JingweiError } from '../../../src/errors.ts';
import type { SourceRow } from '../../../src/intake/mapped.ts';
import { DEFAULT_READ_LIMITS } from '../../../src/intake/readers/limits.ts';
import type { FileFormat } from '../../../src/intake/readers/read-rows.ts';
import { XlsxSheet } from '../../../src/intake/readers/xlsx-sheet.ts';
import { readXml, XmlError } from '../../../src/intake/readers/xml-events.ts';
import { rowsOf } from './delivered.ts';
import { sampleWorkbook } from './workbook.ts';

const CSV = `id,name,note\n${Array.from({ length: 40 }, (_, i) => `${i},"王, ${i}","a ""b""\nc"`).join('\n')}\n`;
const OBJECTS = Array.from({ length: 40 }, (_, i) => `{"id":${i},"名":"王\\n","l":[1,{"a":null}]}`);
const LIMITS = { maxRowBytes: 20_000, maxCellChars: 200, maxInflatedBytes: 5_000_000, maxColumns: 50 };

/** One change of the bytes: some overwritten, cut out, doubled or put in. */
const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('set', 'cut', 'double', 'insert'),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 6 }),
});

function mutate(
  bytes: Uint8Array,
  changes: readonly { at: number; kind: string; bytes: Uint8Array }[],
): Buffer {
  let result = Buffer.from(bytes);
  for (const change of changes) {
    const at = Math.floor(change.at * result.length);
    const after = at + change.bytes.length * (change.kind === 'insert' ? 0 : 1);
    const middle =
      change.kind === 'cut'
        ? []
        : change.kind === 'double'
          ? [result.subarray(at, after + 20)]
          : [change.bytes];
    const rest = result.subarray(change.kind === 'double' ? at : after);
    result = Buffer.concat([result.subarray(0, at), ...middle, rest]);
  }
  return result;
}

describe('damaged files', async () => {
  const parquet = readFileSync(fileURLToPath(new URL('fixtures/kinds.parquet', import.meta.url)));
  const files: readonly [string, FileFormat['format'], string, Uint8Array, number][] = [
    ['CSV', 'csv', 'UTF-8', Buffer.from(CSV), 150],
    ['CSV in Big5', 'csv', 'Big5', iconv.encode(CSV, 'big5'), 100],
    ['CSV in GB18030', 'csv', 'GB18030', iconv.encode(CSV, 'gb18030'), 100],
    ['gzipped CSV', 'csv', 'UTF-8', gzipSync(CSV), 100],
    ['TSV', 'tsv', 'UTF-8', Buffer.from(CSV.replaceAll(',', '\t')), 50],
    ['NDJSON', 'ndjson', 'UTF-8', Buffer.from(OBJECTS.join('\n')), 150],
    ['JSON', 'json', 'UTF-8', Buffer.from(`[${OBJECTS.join(',\n')}]`), 150],
    ['XLSX', 'xlsx', 'UTF-8', await sampleWorkbook(), 100],
    ['Parquet', 'parquet', 'UTF-8', parquet, 150],
    ['gzipped Parquet', 'parquet', 'UTF-8', gzipSync(parquet), 50],
  ];

  it.each(files)('of %s give rows or a coded error', async (_name, format, encoding, bytes, numRuns) => {
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (changes) => {
        const rows = await rowsOf(mutate(bytes, changes), format, { encoding, limits: LIMITS }).catch(
          codedOnly,
        );
        checkLines(rows);
      }),
      { numRuns, seed: 424242 },
    );
  });

  it('of a worksheet within a sound ZIP are read or refused', async () => {
    const xml = Buffer.from(
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>王</t></is></c></row>' +
        '<row r="2"><c r="A2" s="1"><v>45352.5</v></c><c r="B2" t="s"><v>0</v></c><c t="e"><f>A1</f><v>#N/A</v></c></row>' +
        '</sheetData></worksheet>',
    );
    const workbook = { strings: ['x'], dateStyles: [false, true], refuseFormulas: false, from1904: false };
    const limits = { ...DEFAULT_READ_LIMITS, ...LIMITS };
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (changes) => {
        const numbers: number[] = [];
        const sheet = new XlsxSheet(workbook, limits, (number) => numbers.push(number));
        await readXml(Readable.from([mutate(xml, changes)]), sheet, 10_000).catch((error: unknown) => {
          if (!(error instanceof XmlError) && !(error instanceof JingweiError)) throw error;
        });
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }),
      { numRuns: 300, seed: 8 },
    );
  });

  it('of NDJSON keep one row for each line that is not blank', async () => {
    const ascii = fc.string({ unit: fc.constantFrom('{', '}', '"', 'a', ':', '1', ',', '\n', ' ', '\r') });
    await fc.assert(
      fc.asyncProperty(ascii, async (text) => {
        const lines = text.split('\n').filter((line) => line.trim() !== '');
        expect(await rowsOf(text, 'ndjson')).toHaveLength(lines.length);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  it('of CSV keep every character of every line in some row', async () => {
    const noise = fc.string({ unit: fc.constantFrom('"', ',', '\n', 'x', 'y', '1'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(noise, async (text) => {
        const rows = await rowsOf(`a,b\n${text}`, 'csv');
        const kept = rows.flatMap((row) => Object.values(row.cells)).join('');
        expect(lettersOf(kept)).toBe(lettersOf(text));
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});

function lettersOf(text: string): string {
  return text.replace(/[^xy1]/g, '');
}

function codedOnly(error: unknown): SourceRow[] {
  if (error instanceof JingweiError) return [];
  throw error;
}

/** Lines go up: no row comes twice or out of order. */
function checkLines(rows: readonly SourceRow[]): void {
  for (let i = 1; i < rows.length; i++) {
    expect(rows[i]?.line).toBeGreaterThanOrEqual(rows[i - 1]?.line ?? 0);
  }
}
