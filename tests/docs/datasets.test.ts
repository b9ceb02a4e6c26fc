import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../src/intake/check.ts';
import { isRowFault } from '../../src/intake/row-mapper.ts';
import { lengthenResidentId } from '../../src/standardise/schemes/cn-resident-id.ts';
import { SCHEMES } from '../../src/standardise/schemes.ts';
import { ATTRIBUTE_KINDS } from '../../src/standardise/value.ts';

const PAGE = readFileSync('docs/datasets.md', 'utf8');
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jingwei-datasets-'));
  for (const [, file = '', text = ''] of PAGE.matchAll(/```yaml (\S+)\n([\s\S]*?)```/g))
    writeFileSync(join(directory, file), text);
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('docs/datasets.md', () => {
  it('shows a contract and a mapping that pass and make of a row what the page says', async () => {
    const rid = lengthenResidentId('380101900101001');
    const rows = `摊位号,经营者,身份证号,电话,地址,经度,纬度,起租日\nA-12,欧阳建国,${rid},13912345678/0571-88001122,澜州市旧港区彩虹巷22号,120.1,30.2,2021-03-01\n`;
    const file = join(directory, 'stalls.csv');
    writeFileSync(file, iconv.encode(rows, 'gb18030'));
    const { problems, preview } = await check(join(directory, 'stalls.odcs.yaml'), { file });
    expect(problems).toEqual([]);
    expect([preview?.missingColumns, preview?.unknownColumns]).toEqual([[], []]);
    const made = preview?.records[0]?.record;
    if (made === undefined || isRowFault(made)) throw new Error(`The row makes no record: ${made?.reason}`);
    expect(made.mentions.map(({ role, attributes }) => [role, attributes.map(({ name }) => name)])).toEqual([
      ['keeper', ['name', 'residentId', 'phone', 'phone']],
      ['stall', ['no', 'address']],
    ]);
    expect(made.relations.map(({ type }) => type)).toEqual(['RUNS']);
  });

  it('names every kind and every scheme', () => {
    const words = [...ATTRIBUTE_KINDS, ...SCHEMES.keys()];
    expect(words.filter((word) => !PAGE.includes(`\`${word}\``))).toEqual([]);
  });
});
