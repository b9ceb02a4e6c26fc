import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { LABELLED_SET_KEYS } from '../../src/evaluate/parse-labelled-set.ts';
import { openSet } from '../../src/evaluate/read-labelled-set.ts';

const PAGE = readFileSync('docs/resolution.md', 'utf8');
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'jingwei-labelled-'));
  for (const [, file = '', text = ''] of PAGE.matchAll(/```(?:yaml|csv) (\S+)\n([\s\S]*?)```/g))
    writeFileSync(join(directory, file), text);
});

afterAll(() => rmSync(directory, { recursive: true }));

describe('a labelled set in docs/resolution.md', () => {
  it('is measured as the page says', async () => {
    const open = () => openSet(join(directory, 'people.yaml'), 'people');
    expect(await evaluate('people', open)).toMatchObject({ rows: 4, entities: 3, truePairs: 1 });
  });

  it('has every key named there', () => {
    expect(
      LABELLED_SET_KEYS.filter((key) => !PAGE.includes(`\`${key}\``) && !PAGE.includes(`\`${key}.`)),
    ).toEqual([]);
  });
});
