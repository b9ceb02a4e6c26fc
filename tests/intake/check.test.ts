import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCheck } from '../../src/cli/describe-check.ts';
import { check } from '../../src/intake/check.ts';
import { contractText, mappingHead } from './definition-fixture.ts';

let folder = '';
const at = (name: string) => join(folder, name);
const columns = ['{ name: id, required: true }', '{ name: age, logicalType: integer }', '{ name: gone }'];
const mapping = `${mappingHead}record: { key: [id] }
mentions: { one: { kind: Person, attributes: { no: { kind: identifier, scheme: local.no, column: id } } } }`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jingwei-check-'));
  await writeFile(at('things.odcs.yaml'), contractText(columns));
  await writeFile(at('things.mapping.yaml'), mapping);
  await writeFile(at('things.csv'), 'id,age,more\nA,1,x\nB,old,x\n,3,x\nA,2,x\nC,4,x\n');
});
afterAll(() => rm(folder, { recursive: true }));

describe('check', () => {
  it('finds nothing wrong with sound files', async () => {
    const report = await check(at('things.odcs.yaml'));
    expect(report).toMatchObject({ problems: [], preview: null });
    expect(report.definition?.id).toBe('testcity-registry/things');
  });

  it('shows what the first rows would yield, which break the contract, and which columns do not fit', async () => {
    const { preview } = await check(at('things.odcs.yaml'), { file: at('things.csv'), rows: 4 });
    expect(preview?.rows.map((row) => [row.line, row.fault?.rule ?? null])).toEqual([
      [2, null],
      [3, 'type'],
      [4, 'required'],
      [5, null],
    ]);
    expect(preview?.records).toMatchObject([
      { lines: [2, 5], record: { key: 'A', mentions: [{ role: 'one' }] } },
    ]);
    expect(preview).toMatchObject({ missingColumns: ['gone'], unknownColumns: ['more'] });
  });

  it.each(['csv', 'ndjson'])('counts what intake would put aside of a %s file', async (format) => {
    const stays = ['{ name: id, primaryKey: true }', '{ name: nm }', '{ name: a }', '{ name: b }'];
    const contract = contractText(stays).replace(/things\.csv, format: csv/, `stays.x, format: ${format}`);
    await writeFile(at('stays.odcs.yaml'), contract);
    await writeFile(
      at('stays.mapping.yaml'),
      mapping
        .replace('things.odcs', 'stays.odcs')
        .replace('{ key: [id] }', '{ key: [id], period: { from: a, to: b } }'),
    );
    const names = ['id', 'nm', 'a', 'b'];
    const rows = [
      ['1', '王', '2020-01-01', '2021-01-01'],
      ['2', '李', '2021-01-01', '2020-01-01'],
      ['1', '张', '2020-01-01', '2021-01-01'],
      ['1', '王', '2020-01-01', '2021-01-01'],
    ];
    const objects = rows.map((row) =>
      JSON.stringify(Object.fromEntries(row.map((cell, index) => [names[index], cell]))),
    );
    const lines = format === 'csv' ? [names, ...rows].map((row) => row.join(',')) : objects;
    await writeFile(at('stays.x'), `${lines.join('\n')}\n`);
    const report = await check(at('stays.odcs.yaml'), { file: at('stays.x') });
    expect(report.problems).toEqual([]);
    const faults = report.preview?.rows.map(({ fault }) => fault?.rule ?? null);
    expect(faults).toEqual([null, 'period', 'unique', null]);
    expect(report.preview?.records).toMatchObject([
      { lines: format === 'csv' ? [2, 5] : [1, 4], record: { key: '1' } },
    ]);
    expect(describeCheck(report)).toContain('Of the first 4 rows, 2 rows would be quarantined:');
  });

  it('gives every problem of a broken mapping instead', async () => {
    await writeFile(at('broken.odcs.yaml'), contractText(columns));
    await writeFile(at('broken.mapping.yaml'), mapping.replace('key: [id]', 'key: [di, dd]'));
    const report = await check(at('broken.odcs.yaml'), { file: at('things.csv') });
    expect(report.problems.map((problem) => `${problem.line}:${problem.column}`)).toEqual(['3:17', '3:21']);
    expect(report.preview).toBeNull();
  });
});
