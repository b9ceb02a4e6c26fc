import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportCorrections } from '../../src/export/corrections/export-corrections.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { answerSheet } from '../../src/reconcile/corrections/answer-sheet.ts';
import { SHEET_COLUMNS } from '../../src/reconcile/corrections/sheet.ts';
import { closeDecisionLog } from '../../src/reconcile/decision-log.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';

const FOLDER = mkdtempSync(join(tmpdir(), 'jingwei-sheet-'));
const NUMBERS = ['1', '2', '3', '4', '5', '6'] as const;
let town: SmallTown;
let department: string;
/** Ids of the corrections by the number of the person. */
const corrections = new Map<string, string>();

beforeAll(async () => {
  town = await buildSmallTown();
  department = town.vehicles.department.id;
  await town.deliver(
    town.residents,
    NUMBERS.map((no) => [
      no,
      `赵${'一二三四五六'[Number(no) - 1]}`,
      '',
      `${town.tag}${no}`,
      '',
      '',
      '',
      '',
      '',
    ]),
  );
  await town.deliver(
    town.vehicles,
    NUMBERS.map((no) => [
      no,
      `${town.tag}-${no}`,
      `钱${'一二三四五六'[Number(no) - 1]}`,
      `${town.tag}${no}`,
      '',
      '',
    ]),
  );
  const { discrepancies } = await town.ask(
    'query ($d: [ID!]) { discrepancies(where: { departments: $d }, first: 100) { nodes { id right { claims { sources { recordKey: record { key } } } } } } }',
    { d: [department] },
  );
  for (const { id, right } of discrepancies.nodes) {
    const no = right.claims[0].sources[0].recordKey.key;
    // The sixth goes to the other side: a row that is none of this department's.
    const to = no === '6' ? town.residents.department.id : department;
    const { sendCorrection } = await town.ask(
      'mutation ($x: ID!, $d: ID) { sendCorrection(discrepancy: $x, department: $d) { id } }',
      { x: id, d: to },
    );
    corrections.set(no, sendCorrection.id);
  }
});
afterAll(() => closeDecisionLog(town.graph));

function exportTo(name: string, whose = department): Promise<number> {
  const file = join(FOLDER, name);
  return exportCorrections(town.context, {
    department: whose,
    file,
    by: 'clerk',
    matter: null,
    onProgress: () => undefined,
  });
}

async function edit(from: string, to: string, change: (sheet: Sheet) => void): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(join(FOLDER, from));
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('no sheet');
  change(new Sheet(sheet));
  await workbook.xlsx.writeFile(join(FOLDER, to));
}

/** A sheet by the numbers of persons and the names of columns. */
class Sheet {
  readonly #sheet: ExcelJS.Worksheet;

  constructor(sheet: ExcelJS.Worksheet) {
    this.#sheet = sheet;
  }

  cell(no: string, column: (typeof SHEET_COLUMNS)[number]): ExcelJS.Cell {
    const place = SHEET_COLUMNS.indexOf(column) + 1;
    for (let row = 2; row <= this.#sheet.rowCount; row++)
      if (this.#sheet.getCell(row, 1).value === corrections.get(no)) return this.#sheet.getCell(row, place);
    throw new Error(`no row of ${no}`);
  }

  answer(no: string, answer: string, evidence: string, value = ''): void {
    this.cell(no, 'answer 答复').value = answer;
    this.cell(no, 'evidence 依据').value = evidence;
    if (value !== '') this.cell(no, 'right value 正确值').value = value;
  }

  add(cells: readonly string[]): void {
    this.#sheet.addRow([...cells]);
  }
}

async function importFrom(name: string) {
  const results = join(FOLDER, `${name}.results.csv`);
  const context = { ...town.context, by: 'clerk', matter: null, onIdentity: runIdentityStages };
  const report = await answerSheet(context, {
    ...{ file: join(FOLDER, name), results, department },
    onProgress: () => undefined,
  });
  const rows: readonly Record<string, string>[] = parse(readFileSync(results), { columns: true });
  return { report, rows };
}

async function stateOf(no: string): Promise<Answer> {
  return (
    await town.ask('query ($id: ID!) { correction(id: $id) { state value evidence answeredBy } }', {
      id: corrections.get(no),
    })
  ).correction;
}

describe('a sheet of corrections', () => {
  it('holds what the department itself may see, and comes back with answers that are taken in row by row', async () => {
    expect(await exportTo('out.xlsx')).toBe(5);
    await edit('out.xlsx', 'back.xlsx', (sheet) => {
      expect(sheet.cell('1', 'your value 贵方值').value).toBe('钱一');
      expect(sheet.cell('1', 'other value 对方值').value ?? '').toBe('');
      expect(sheet.cell('1', 'your records 贵方记录').value).toBe(`${town.vehicles.id}|1`);
      sheet.answer('1', '确认', 'File 1');
      sheet.answer('2', 'corrected', 'File 2', '赵二');
      sheet.answer('3', 'CONFIRMED', 'File 3');
      sheet.cell('3', 'your value 贵方值').value = '孙三';
      sheet.answer('4', 'CONFIRMED', 'File 4');
      sheet.cell('4', 'evidence 依据').value = { formula: '"File"&"4"', result: 'File4', date1904: false };
      sheet.add(foreign(corrections.get('6') ?? '', 'File 6'));
      sheet.add(foreign('k_0000000000000000000000', 'File 7'));
      sheet.add(foreign('what', 'File 8'));
    });
    const { report, rows } = await importFrom('back.xlsx');
    expect(report).toEqual({ rows: 8, answered: 2, repeated: 0, open: 1, refused: 5 });
    const codeOf = (id: string | undefined) => rows.find(({ correction }) => correction === id)?.code;
    expect(codeOf(corrections.get('3'))).toBe('CORRECTION_EDITED');
    expect(codeOf(corrections.get('4'))).toBe('BAD_INPUT');
    expect(codeOf(corrections.get('6'))).toBe('NOT_FOUND');
    expect(rows.filter(({ code }) => code === 'BAD_INPUT').map(({ correction }) => correction)).toEqual([
      corrections.get('4'),
      '',
    ]);
    expect(rows.some(({ message = '' }) => message.includes('formula'))).toBe(true);
    expect(await stateOf('1')).toMatchObject({ state: 'CONFIRMED', evidence: 'File 1', answeredBy: 'clerk' });
    expect(await stateOf('2')).toMatchObject({ state: 'CORRECTED', value: '赵二' });
    const { correction } = await town.ask(
      'query ($id: ID!) { correction(id: $id) { entity { claims(attributes: ["name"]) { value knownProblem confirmation { by } } } } }',
      { id: corrections.get('1') },
    );
    // What follows from an answer follows from it in a sheet too.
    expect(correction.entity.claims[0]).toEqual({
      ...{ value: '钱一', knownProblem: null, confirmation: { by: ['OWNER'] } },
    });
    for (const no of ['3', '4', '5', '6']) expect((await stateOf(no)).state).toBe('OPEN');
  });

  it('changes nothing when it comes in again, and goes out without what is answered', async () => {
    const { report } = await importFrom('back.xlsx');
    expect(report).toEqual({ rows: 8, answered: 0, repeated: 2, open: 1, refused: 5 });
    expect(await exportTo('again.xlsx')).toBe(3);
  });

  it('is refused as a whole where it is none', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('1').addRows([['a'], ['b']]);
    await workbook.xlsx.writeFile(join(FOLDER, 'other.xlsx'));
    await expect(importFrom('other.xlsx')).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    // A cover in front is read in its place, though it holds no row that could be refused.
    const covered = new ExcelJS.Workbook();
    covered.addWorksheet('Notes').addRows([['hello']]);
    covered.addWorksheet('records').addRows([[...SHEET_COLUMNS]]);
    await covered.xlsx.writeFile(join(FOLDER, 'covered.xlsx'));
    await expect(importFrom('covered.xlsx')).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    await expect(exportTo('nobody.xlsx', 'nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

/** A row that this sheet was not sent with: nine cells of anything between its key and the answer. */
function foreign(key: string, evidence: string): readonly string[] {
  return [key, ...Array.from({ length: 9 }, () => 'x'), 'CONFIRMED', '', evidence];
}
