import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JingweiError } from '../../errors.ts';
import { asFileError, partialPath } from '../../output-file.ts';
import type { Layout } from '../exported-record.ts';
import type { RecordWriter } from './record-writer.ts';
import { ZipWriter } from './zip-writer.ts';

const MOST_ROWS = 1_048_576;
const MOST_CHARACTERS = 32_767;
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/**
 * An Office Open XML workbook (ECMA-376) that is written row by row: every cell is text of its own, so that nothing in it is ever
 * taken for a formula. A sheet that is full is followed by another.
 */
export async function openXlsx<Row>(path: string, layout: Layout<Row>): Promise<RecordWriter<Row>> {
  const partial = partialPath(path);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof JingweiError ? error : asFileError(error, path);
    }
  };
  const zip = await guarded(async () => {
    await mkdir(dirname(path), { recursive: true });
    return ZipWriter.open(partial);
  });
  let sheets = 0;
  let rows = 0;
  const beginSheet = async (): Promise<void> => {
    sheets += 1;
    await zip.begin(`xl/worksheets/sheet${sheets}.xml`);
    await zip.write(`${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rowOf(layout.columns, 1)}`);
    rows = 1;
  };
  const endSheet = (): Promise<void> => zip.write('</sheetData></worksheet>');
  await guarded(beginSheet);
  return {
    write: (records) =>
      guarded(async () => {
        let text = '';
        for (const record of records) {
          if (rows === MOST_ROWS) {
            await zip.write(text);
            text = '';
            await endSheet();
            await beginSheet();
          }
          rows += 1;
          text += rowOf(layout.cellsOf(record), rows);
        }
        await zip.write(text);
      }),
    finish: () =>
      guarded(async () => {
        await endSheet();
        for (const [name, text] of workbookParts(sheets)) {
          await zip.begin(name);
          await zip.write(HEAD + text);
        }
        await zip.finish();
        await rename(partial, path);
      }),
    discard: async () => {
      await zip.close();
      await rm(partial, { force: true });
    },
  };
}

function rowOf(cells: readonly string[], row: number): string {
  let text = `<row r="${row}">`;
  cells.forEach((cell, column) => {
    if (cell === '') return;
    if (cell.length > MOST_CHARACTERS)
      throw new JingweiError('LIMIT_EXCEEDED', {
        what: 'The length of a cell of an XLSX file',
        limit: MOST_CHARACTERS,
      });
    text += `<c r="${columnName(column)}${row}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`;
  });
  return `${text}</row>`;
}

const names: string[] = [];

/** A, B … Z, AA … */
function columnName(column: number): string {
  const known = names[column];
  if (known !== undefined) return known;
  let name = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    name = String.fromCharCode(65 + (rest % 26)) + name;
  names[column] = name;
  return name;
}

/** What XML 1.0 has no way to write: controls, halves of pairs, and two that are no characters. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;
const SPECIAL = /[&<>]/g;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escapeXml(text: string): string {
  return text.replace(UNWRITABLE, '\ufffd').replace(SPECIAL, (letter) => ESCAPES[letter] ?? letter);
}

function workbookParts(sheets: number): readonly (readonly [string, string])[] {
  const each = Array.from({ length: sheets }, (_, place) => place + 1);
  const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/>${each
        .map(
          (no) =>
            `<Override PartName="/xl/worksheets/sheet${no}.xml" ContentType="${sheetType}.worksheet+xml"/>`,
        )
        .join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${each
        .map((no) => `<sheet name="records${no === 1 ? '' : ` ${no}`}" sheetId="${no}" r:id="rId${no}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${each
        .map(
          (no) =>
            `<Relationship Id="rId${no}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${no}.xml"/>`,
        )
        .join('')}</Relationships>`,
    ],
  ];
}
