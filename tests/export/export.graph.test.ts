import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExportReport, type ExportRequest, exportDataset } from '../../src/export/export-dataset.ts';
import { type Answer, BUREAU, buildSmallTown, type SmallTown } from '../api/small-town.ts';

let town: SmallTown;
let folder: string;
const GOOD = '13912345675';
const BAD = '13912345676';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jingwei-export-'));
  town = await buildSmallTown();
  const { tag } = town;
  await town.deliver(town.residents, [
    ['1', `${tag} Ming`, GOOD, `${tag}R1`, '', '', '', '', ''],
    ['2', `=${tag}+cmd|' /C calc'!A0`, BAD, `${tag}R2`, '', '', '', '', ''],
    ['3', `"${tag} 王, ""小"" 明 <&>"`, '', '', '', '', '', '', ''],
    ['4', `${tag} Mong`, '', `${tag}R1`, '', '', '', '', ''],
  ]);
  await town.deliver(town.vehicles, [['v1', `${tag}v1`, `${tag} Ming`, `${tag}R1`, '', '']]);
  await reject('2', 'phone', BAD);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function reject(no: string, attribute: string, value: string): Promise<void> {
  const { records } = await town.ask(
    `query ($d: [ID!]) { records(where: { datasets: $d }, first: 9) { nodes { key mentions { role entity { id } } } } }`,
    { d: [town.residents.id] },
  );
  const record = records.nodes.find(({ key }: Answer) => key === no);
  const entity = record.mentions.find(({ role }: Answer) => role === 'resident').entity.id;
  await town.ask(
    `mutation ($e: ID!, $a: String!, $v: String!) { registerKnownProblem(entity: $e, attribute: $a, value: $v, reason: "Nobody answers") { id } }`,
    { e: entity, a: attribute, v: value },
  );
}

function give(file: string, more: Partial<ExportRequest> = {}): Promise<ExportReport> {
  return exportDataset(town.context, {
    ...{ dataset: town.residents.id, format: 'csv', file: join(folder, file), caller: BUREAU },
    ...{ matter: town.matter, use: null },
    ...more,
  });
}

const readCsv = (file: string): Answer[] =>
  parse(readFileSync(join(folder, file)), { columns: true, bom: true }) as Answer[];
const byKey = (rows: readonly Answer[], key: string): Answer => rows.find(({ record }) => record === key);

describe('an export', () => {
  it('gives each record back with its entity, preferred values, confirmation and provenance', async () => {
    expect(await give('all.csv')).toMatchObject({ records: 4, leftOut: 1, withheld: [] });
    const rows = readCsv('all.csv');
    expect(byKey(rows, '1')).toMatchObject({
      'resident.entity': expect.stringMatching(/^e_/),
      'resident.phone': GOOD,
      'resident.phone.standard': `+86${GOOD}`,
      'resident.phone.confirmation': 'UNCONFIRMED',
      'resident.rid.confirmation': 'CONFIRMED',
      'resident.name.source': expect.stringContaining(`${town.residents.id}#1 d_`),
    });
    expect(byKey(rows, '3')['resident.name']).toBe(`${town.tag} 王, "小" 明 <&>`);
  });

  it('leaves known problems out and lists them beside it', async () => {
    await give('problems.csv');
    const row = byKey(readCsv('problems.csv'), '2');
    expect([row['resident.phone'], row['resident.phone.stated']]).toEqual(['', '']);
    expect(readFileSync(join(folder, 'problems.csv'), 'utf8')).not.toContain(BAD);
    expect(readCsv('problems.csv.left-out.csv')).toMatchObject([
      { record: '2', role: 'resident', attribute: 'phone', stated: BAD, reason: 'known-problem' },
    ]);
  });

  it('writes no cell that a spreadsheet program takes for a formula', async () => {
    await give('formula.csv');
    const row = byKey(readCsv('formula.csv'), '2');
    expect(row['resident.name']).toBe(`'=${town.tag}+cmd|' /C calc'!A0`);
    await give('formula.xlsx', { format: 'xlsx' });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(join(folder, 'formula.xlsx'));
    const [sheet] = workbook.worksheets;
    const header = (sheet?.getRow(1).values ?? []) as string[];
    const column = header.indexOf('resident.name');
    const cells = [2, 3, 4, 5].map((no) => sheet?.getRow(no).getCell(column));
    expect(cells.map((cell) => cell?.type)).toEqual(Array(4).fill(ExcelJS.ValueType.String));
    expect(cells.map((cell) => cell?.text)).toContain(`=${town.tag}+cmd|' /C calc'!A0`);
    expect(cells.map((cell) => cell?.text)).toContain(`${town.tag} 王, "小" 明 <&>`);
  });

  it('says the same in every format', async () => {
    await give('same.csv');
    await give('same.ndjson', { format: 'ndjson' });
    await give('same.parquet', { format: 'parquet' });
    const csv = readCsv('same.csv');
    const parquet = await parquetReadObjects({
      file: await asyncBufferFromFile(join(folder, 'same.parquet')),
      compressors,
    });
    const lines = readFileSync(join(folder, 'same.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line): Answer => JSON.parse(line));
    for (const { record } of csv) {
      const [row, other, object] = [byKey(csv, record), byKey(parquet, record), byKey(lines, record)];
      const [resident] = object.resident;
      for (const attribute of ['name', 'phone', 'rid']) {
        const value = row[`resident.${attribute}`].replace(/^'/, '');
        expect(other[`resident.${attribute}`] ?? '').toBe(value);
        expect(resident.attributes[attribute]?.value ?? '').toBe(value);
      }
      expect(resident.entity).toBe(row['resident.entity']);
    }
  });

  it('gives for a use only what is confirmed where a policy asks for it', async () => {
    expect(await give('use.csv', { use: 'payment' })).toMatchObject({ records: 4 });
    const namesOf = (no: string) =>
      ['resident.name', 'resident.name.stated'].map((column) => byKey(readCsv('use.csv'), no)[column]);
    const confirmed = `${town.tag} Ming`;
    expect(namesOf('1')).toEqual([confirmed, confirmed]);
    expect(namesOf('3')).toEqual(['', '']);
    // What the record says itself is as unconfirmed where another one's is confirmed.
    expect(namesOf('4')).toEqual([confirmed, '']);
    const unconfirmed = readCsv('use.csv.left-out.csv').filter(({ reason }) => reason === 'unconfirmed');
    expect(unconfirmed.map(({ record, attribute }) => `${record} ${attribute}`).sort()).toEqual([
      '2 name',
      '3 name',
      '4 name',
    ]);
    expect(unconfirmed.map(({ stated }) => stated)).toContain(`${town.tag} Mong`);
    await give('any.csv');
    expect(byKey(readCsv('any.csv'), '4')['resident.name.stated']).toBe(`${town.tag} Mong`);
    await expect(give('none.csv', { use: 'fun' })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('is written down in the log of access, page by page, about whom it is', async () => {
    await give('logged.csv');
    const entity = byKey(readCsv('logged.csv'), '1')['resident.entity'];
    const { accessLog } = await town.ask(
      `query ($s: ID!) { accessLog(subject: $s, first: 50) { nodes { kind operation matter caller datasets } } }`,
      { s: entity },
      { user: 'a', role: 'auditor', department: null },
    );
    expect(accessLog.nodes).toContainEqual({
      kind: 'export',
      operation: 'export csv',
      matter: town.matter,
      caller: 'b',
      datasets: expect.arrayContaining([town.residents.id]),
    });
  });

  it('that is not allowed, or cut short, leaves no file', async () => {
    await expect(give('a.csv', { matter: null })).rejects.toMatchObject({ code: 'MATTER_REQUIRED' });
    await expect(give('a.csv', { matter: 'x_none' })).rejects.toMatchObject({ code: 'MATTER_UNUSABLE' });
    await expect(give('a.csv', { dataset: 'no/such' })).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
    const interruption = new AbortController();
    const cut = exportDataset(
      { ...town.context, signal: interruption.signal },
      {
        ...{ dataset: town.residents.id, format: 'xlsx', file: join(folder, 'a.xlsx'), caller: BUREAU },
        ...{ matter: town.matter, use: null, onProgress: () => interruption.abort() },
      },
    );
    await expect(cut).rejects.toThrow();
    expect(readdirSync(folder).filter((name) => name.startsWith('a.') || name.includes('partial'))).toEqual(
      [],
    );
  });

  it('removes what an earlier one that was killed left behind, and starts over', async () => {
    writeFileSync(join(folder, '.again.csv.999999.partial'), 'half');
    await give('again.csv');
    expect(readdirSync(folder).filter((name) => name.includes('again'))).toEqual([
      'again.csv',
      'again.csv.left-out.csv',
    ]);
  });
});
