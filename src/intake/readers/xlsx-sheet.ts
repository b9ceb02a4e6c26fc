import { JingweiError } from '../../errors.ts';
import type { RowFault } from '../mapped.ts';
import { numberText, serialToIso } from './excel-number.ts';
import type { ReadLimits } from './limits.ts';
import type { XlsxWorkbook } from './xlsx-workbook.ts';
import type { XmlHandler } from './xml-events.ts';

/** One cell as read: its text, and why it cannot be trusted if it cannot. */
export interface XlsxCell {
  readonly text: string;
  readonly fault?: Omit<RowFault, 'column'>;
}

/** Cells of one row by column, from 0; columns without a cell are absent. */
export type XlsxRow = ReadonlyMap<number, XlsxCell>;

/** What cells refer to. */
interface CellContext extends Pick<XlsxWorkbook, 'strings' | 'dateStyles' | 'from1904'> {
  readonly refuseFormulas: boolean;
}

/**
 * Turns the XML of a worksheet into rows. Dates become ISO text, numbers their shortest text, rich text is plain, a
 * formula gives its cached result. Merged cells hold their value in the first cell only, as stored.
 */
export class XlsxSheet implements XmlHandler {
  readonly #workbook: CellContext;
  readonly #limits: ReadLimits;
  readonly #sink: (number: number, row: XlsxRow, chars: number) => void;
  #number = 0;
  #row = new Map<number, XlsxCell>();
  #chars = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #formula = false;
  #text = '';
  #hasValue = false;
  #phonetic = false;
  #reading = false;

  constructor(
    workbook: CellContext,
    limits: ReadLimits,
    sink: (number: number, row: XlsxRow, chars: number) => void,
  ) {
    this.#workbook = workbook;
    this.#limits = limits;
    this.#sink = sink;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row': {
        const number = Number(attributes.r);
        this.#number = Number.isSafeInteger(number) && number > this.#number ? number : this.#number + 1;
        this.#row = new Map();
        this.#chars = 0;
        this.#column = -1;
        break;
      }
      case 'c':
        this.#column = columnIndex(attributes.r) ?? this.#column + 1;
        this.#type = attributes.t ?? 'n';
        this.#style = Number(attributes.s ?? 0);
        this.#formula = false;
        this.#hasValue = false;
        this.#text = '';
        break;
      case 'f':
        this.#formula = true;
        break;
      case 'rPh':
        this.#phonetic = true;
        break;
      case 'v':
      case 't':
        this.#reading = !this.#phonetic;
        this.#hasValue = true;
        break;
    }
  }

  text(text: string): void {
    if (!this.#reading) return;
    this.#text += text;
    this.#chars += text.length;
    if (this.#chars > this.#limits.maxRowBytes) {
      const what = `Row ${this.#number}`;
      throw new JingweiError('LIMIT_EXCEEDED', { what, limit: `${this.#limits.maxRowBytes} bytes` });
    }
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#reading = false;
    else if (name === 'rPh') this.#phonetic = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row' && this.#row.size > 0) this.#sink(this.#number, this.#row, this.#chars);
  }

  #endCell(): void {
    const cell = this.#cell();
    if (cell === null) return;
    if (this.#column >= this.#limits.maxColumns) {
      throw new JingweiError('LIMIT_EXCEEDED', {
        what: `Row ${this.#number}`,
        limit: `${this.#limits.maxColumns} columns`,
      });
    }
    this.#row.set(this.#column, cell);
  }

  #cell(): XlsxCell | null {
    if (!this.#hasValue) return this.#formula ? faulty('', 'the formula has no stored result') : null;
    if (this.#formula && this.#workbook.refuseFormulas) return faulty(this.#text, 'the cell holds a formula');
    const text = this.#text;
    switch (this.#type) {
      case 's':
        return this.#shared(text);
      case 'str':
      case 'inlineStr':
        return { text: unescaped(text) };
      case 'b':
        return { text: text === '1' || text === 'true' ? 'true' : 'false' };
      case 'e':
        return faulty(text, 'the cell shows an error');
      case 'd':
        return { text };
      default:
        return this.#numeric(text);
    }
  }

  #shared(index: string): XlsxCell {
    const text = this.#workbook.strings[Number(index)];
    if (text === undefined) return faulty('', 'the cell refers to a text that the workbook does not hold');
    // Counted as if stored in the row: a short file could otherwise repeat one long text without end.
    this.#chars += text.length;
    return { text: unescaped(text) };
  }

  #numeric(stored: string): XlsxCell | null {
    if (stored.trim() === '') return null;
    if (!Number.isFinite(Number(stored))) return faulty(stored, 'the cell does not hold a number');
    const date = this.#workbook.dateStyles[this.#style] === true;
    const iso = date ? serialToIso(Number(stored), this.#workbook.from1904) : null;
    return { text: iso ?? numberText(stored) };
  }
}

function faulty(value: string, reason: string): XlsxCell {
  return { text: value, fault: { rule: 'syntax', value, reason } };
}

/** `_x000D_` and the like stand for characters that XML cannot hold (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** `C7` → 2. */
function columnIndex(reference: string | undefined): number | undefined {
  const letters = reference === undefined ? undefined : /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (letters === undefined) return undefined;
  let index = 0;
  for (const letter of letters) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}
