import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('gives every problem of a broken mapping instead', async () => {
    await writeFile(at('broken.odcs.yaml'), contractText(columns));
    await writeFile(at('broken.mapping.yaml'), mapping.replace('key: [id]', 'key: [di, dd]'));
    const report = await check(at('broken.odcs.yaml'), { file: at('things.csv') });
    expect(report.problems.map((problem) => `${problem.line}:${problem.column}`)).toEqual(['3:17', '3:21']);
    expect(report.preview).toBeNull();
  });
});
