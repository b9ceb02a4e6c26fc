import { hash } from 'node:crypto';
import { JingweiError } from '../../errors.ts';
import { CORRECTION_ANSWERS, type CorrectionAnswer } from './correction.ts';

/** Columns that are filled in before a sheet goes out; none of them may be another one when it comes back. */
export const GIVEN_COLUMNS = [
  'correction 更正编号',
  'department 部门',
  'due 期限',
  'attribute 属性',
  'your value 贵方值',
  'your records 贵方记录',
  'other department 对方部门',
  'other value 对方值',
  'note 说明',
] as const;
/** Proves that a row is one that went out, and that nobody changed it. */
export const SEAL_COLUMN = 'seal 校验';
/** Columns for the department to fill in. */
export const ANSWER_COLUMNS = ['answer 答复', 'right value 正确值', 'evidence 依据'] as const;
export const SHEET_COLUMNS = [...GIVEN_COLUMNS, SEAL_COLUMN, ...ANSWER_COLUMNS] as const;

export type GivenCells = Readonly<Record<(typeof GIVEN_COLUMNS)[number], string>>;

/** What a row of a sheet that came back says. */
export interface SheetRow {
  readonly correction: string;
  readonly seal: string;
  readonly given: GivenCells;
  /** Null where it was left open. */
  readonly answer: {
    readonly answer: CorrectionAnswer;
    readonly evidence: string;
    readonly value: string | null;
  } | null;
}

const WORDS: Readonly<Record<string, CorrectionAnswer>> = {
  确认: 'CONFIRMED',
  确认无误: 'CONFIRMED',
  更正: 'CORRECTED',
  已更正: 'CORRECTED',
  驳回: 'REJECTED',
  不属实: 'REJECTED',
};

/** The seal of the given cells of one correction; its salt never leaves the graph. */
export function sealOf(salt: string, given: GivenCells): string {
  const cells = GIVEN_COLUMNS.map((column) => given[column]);
  return hash('sha256', [salt, ...cells].join('\u0000'), 'base64url').slice(0, 22);
}

/** The number of the correction that a row is about; null where it holds none. */
export function readNumber(cells: ReadonlyMap<string, string>): string | null {
  const number = cells.get(GIVEN_COLUMNS[0])?.trim() ?? '';
  return /^k_[\w-]{22}$/.test(number) ? number : null;
}

/** Reads a row's cells, or says what is wrong with which of them. */
export function readSheetRow(cells: ReadonlyMap<string, string>): SheetRow | JingweiError {
  const cell = (column: string): string => cells.get(column) ?? '';
  const given = Object.fromEntries(GIVEN_COLUMNS.map((column) => [column, cell(column)])) as GivenCells;
  const correction = readNumber(cells);
  if (correction === null) return bad(GIVEN_COLUMNS[0], 'is no number of a correction');
  const [answerCell, value, evidence] = ANSWER_COLUMNS.map((column) => cell(column).trim());
  const row = { correction, given, seal: cell(SEAL_COLUMN).trim() };
  if (answerCell === undefined || answerCell === '') {
    if (value === '' && evidence === '') return { ...row, answer: null };
    return bad(ANSWER_COLUMNS[0], 'is empty, though there is a value or evidence');
  }
  const answer = CORRECTION_ANSWERS.find((one) => one === answerCell.toUpperCase()) ?? WORDS[answerCell];
  if (answer === undefined)
    return bad(ANSWER_COLUMNS[0], `is none of ${CORRECTION_ANSWERS.join(', ')} (确认, 更正, 驳回)`);
  if (evidence === undefined || evidence === '') return bad(ANSWER_COLUMNS[2], 'is empty');
  return { ...row, answer: { answer, evidence, value: value === undefined || value === '' ? null : value } };
}

function bad(column: string, reason: string): JingweiError {
  return new JingweiError('BAD_INPUT', { reason: `the cell ${column} ${reason}`, argument: column });
}
