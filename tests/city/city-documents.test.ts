import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toPinyinWord } from '../../src/city/errors/han-spelling.ts';
import { CITY_DATASETS, ERROR_KINDS, RATES } from '../../src/city/errors/rates.ts';
import { FEMALE_GIVEN_NAMES, MALE_GIVEN_NAMES } from '../../src/city/names/given-names.ts';
import { SURNAMES } from '../../src/city/names/surnames.ts';

describe('what is written about the city', () => {
  it('the table of error rates says what the code does', () => {
    const text = readFileSync(join(import.meta.dirname, '../../examples/city/README.md'), 'utf8');
    const rows = new Map(
      text.split('\n').map((line) => {
        const cells = line.split('|').map((cell) => cell.trim());
        return [cells[1] ?? '', cells.slice(3, -1)];
      }),
    );
    for (const kind of ERROR_KINDS) {
      const rates = CITY_DATASETS.map((dataset) => RATES[dataset][kind] ?? 0);
      expect(
        rows.get(kind)?.map((cell) => Math.round(Number(cell) * 10) / 1000),
        kind,
      ).toEqual(rates);
    }
  });

  it('every character of a Han name can be read in pinyin', () => {
    const tables = [...MALE_GIVEN_NAMES, ...FEMALE_GIVEN_NAMES].flatMap((table) => [
      table.characters,
      table.whole,
    ]);
    const characters = new Set([SURNAMES, ...tables].join('').match(/\p{Script=Han}/gu));
    expect([...characters].filter((character) => toPinyinWord(character) === undefined)).toEqual([]);
  });
});
