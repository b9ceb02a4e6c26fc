import { posix } from 'node:path';
import { JingweiError } from '../../errors.ts';
import { isDateFormat } from './excel-number.ts';
import type { InflateBudget } from './inflate.ts';
import type { ReadLimits } from './limits.ts';
import type { RandomAccess } from './random-access.ts';
import type { XmlHandler } from './xml-events.ts';
import { readXml } from './xml-events.ts';
import type { ZipArchive, ZipEntry } from './zip-archive.ts';
import { notXlsx, readZipDirectory, readZipEntry } from './zip-archive.ts';

/** Shared strings are the one part of a workbook that must be held in memory: so many UTF-16 units at most. */
const MAX_SHARED_CHARS = 2 ** 26;

/** A workbook (ECMA-376) with what its cells refer to: strings, and which styles show dates. */
export interface XlsxWorkbook {
  readonly sheet: ZipEntry;
  readonly strings: readonly string[];
  /** By style index of a cell. */
  readonly dateStyles: readonly boolean[];
  readonly from1904: boolean;
}

export interface XlsxSource {
  readonly access: RandomAccess;
  readonly file: string;
  readonly budget: InflateBudget;
  readonly limits: ReadLimits;
}

/** Opens a workbook at its sheet of that name, or at its first. @throws JingweiError FILE_FORMAT, LIMIT_EXCEEDED */
export async function openWorkbook(source: XlsxSource, sheetName: string | undefined): Promise<XlsxWorkbook> {
  const zip = await readZipDirectory(source.access, source.file);
  const relations = await readRelations(source, zip);
  const { sheets, from1904 } = await readSheets(source, zip);
  const targets = sheets.map((sheet) => ({ name: sheet.name, target: relations.byId.get(sheet.relation) }));
  const worksheets = targets.filter((sheet) => sheet.target?.type.endsWith('/worksheet'));
  const chosen =
    sheetName === undefined ? worksheets[0] : worksheets.find((sheet) => sheet.name === sheetName);
  const entry = chosen?.target === undefined ? undefined : zip.get(chosen.target.path);
  if (entry === undefined) {
    const names = worksheets.map((sheet) => sheet.name).join(', ');
    throw notXlsx(source.file, `it has no sheet ${sheetName ?? ''}; its sheets: ${names}`);
  }
  const strings = await readStrings(source, zip.get(relations.pathOf('/sharedStrings')));
  const dateStyles = await readDateStyles(source, zip.get(relations.pathOf('/styles')));
  return { sheet: entry, strings, dateStyles, from1904 };
}

interface Relations {
  readonly byId: ReadonlyMap<string, { readonly type: string; readonly path: string }>;
  pathOf(typeEnd: string): string;
}

async function readRelations(source: XlsxSource, zip: ZipArchive): Promise<Relations> {
  const byId = new Map<string, { type: string; path: string }>();
  await readPart(source, zip.get('xl/_rels/workbook.xml.rels'), {
    ...IGNORE,
    open(name, { Id, Type, Target }) {
      if (name !== 'Relationship' || Id === undefined || Type === undefined || Target === undefined) return;
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target);
      byId.set(Id, { type: Type, path });
    },
  });
  const pathOf = (end: string): string =>
    [...byId.values()].find((found) => found.type.endsWith(end))?.path ?? '';
  return { byId, pathOf };
}

interface SheetName {
  readonly name: string;
  readonly relation: string;
}

async function readSheets(
  source: XlsxSource,
  zip: ZipArchive,
): Promise<{ readonly sheets: readonly SheetName[]; readonly from1904: boolean }> {
  const sheets: SheetName[] = [];
  let from1904 = false;
  const part = zip.get('xl/workbook.xml');
  if (part === undefined) throw notXlsx(source.file, 'it holds no workbook');
  await readPart(source, part, {
    ...IGNORE,
    open(name, attributes) {
      if (name === 'sheet') sheets.push({ name: attributes.name ?? '', relation: attributes.id ?? '' });
      if (name === 'workbookPr') from1904 = attributes.date1904 === '1' || attributes.date1904 === 'true';
    },
  });
  return { sheets, from1904 };
}

async function readStrings(source: XlsxSource, part: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  let chars = 0;
  let text = '';
  let phonetic = false;
  let inText = false;
  await readPart(source, part, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') phonetic = true;
      else if (name === 't') inText = true;
    },
    text(more) {
      if (inText && !phonetic) text += more;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        strings.push(text);
        chars += text.length + 8;
        if (chars > MAX_SHARED_CHARS) throw tooManyStrings();
      }
    },
  });
  return strings;
}

function tooManyStrings(): JingweiError {
  const limit = `${MAX_SHARED_CHARS} characters`;
  return new JingweiError('LIMIT_EXCEEDED', { what: "The workbook's text", limit });
}

async function readDateStyles(source: XlsxSource, part: ZipEntry | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  await readPart(source, part, {
    ...IGNORE,
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(numFmtId ?? 0);
        styles.push(isDateFormat(id, codes.get(id)));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

const IGNORE: XmlHandler = { open: () => undefined, text: () => undefined, close: () => undefined };

async function readPart(source: XlsxSource, part: ZipEntry | undefined, handler: XmlHandler): Promise<void> {
  if (part === undefined) return;
  const bytes = readZipEntry(source.access, part, source.file, source.budget);
  await readXml(bytes, handler, source.limits.maxRowBytes);
}
