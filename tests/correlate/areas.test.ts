import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverArea } from '../../src/correlate/areas/cover-area.ts';
import { readAreasFile } from '../../src/correlate/areas/read-areas-file.ts';
import { type AreaEntry, buildAreaHistory } from '../../src/standardise/areas.ts';
import { judgePieces, listPieces } from './area-paths.ts';
import { runs } from './oracle.ts';

const HEAD = '\ufeff代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n';
const write = (rows: readonly string[]): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'jingwei-areas-')), 'areas.csv');
  writeFileSync(file, `${HEAD}${rows.join('\n')}\n`);
  return file;
};
const ROWS = [
  '110101,甲省,乙市,东区,县级,在用,1981,,110102[2001]',
  '110102,甲省,乙市,西区,县级,在用,1981,,',
  '110103,甲省,乙市,南区,县级,弃用,1981,1990,110104',
  '110104,甲省,乙市,新区,县级,弃用,1990,2010,110101;110102',
  '110105,甲省,乙市,山县,县级,变更,1981,1995,110105',
  '110105,甲省,乙市,山区,县级,在用,1995,,',
];

describe('a file of areas', () => {
  it('is read with its successions', async () => {
    const history = await readAreasFile(write(ROWS));
    expect(history.successors('110103', 1985)).toEqual(['110101', '110102']);
    expect(history.find('110105', 1994)?.name).toBe('山县');
  });

  it.each([
    ['1101,甲省,,甲,省级,在用,1981,,', /line 2, 代码/],
    ['110100,甲省,,甲,省,在用,1981,,', /line 2, 级别/],
    ['110100,甲省,,甲,省级,弃用,1981,1981,', /ends before it begins/],
    ['110100,甲省,,甲,省级', /line 2: the row has 5 values/],
    [`${ROWS[0]}\n${ROWS[0]}`, /line 3: 110101 begins twice/],
    ['', /no area/],
  ])('is refused by the line that does not fit: %s', async (row, message) => {
    await expect(readAreasFile(write([row]))).rejects.toThrow(message);
    await expect(readAreasFile(write([row]))).rejects.toMatchObject({ code: 'FILE_FORMAT' });
  });
});

/** Areas with any changes at all, cycles among them: an area goes into another, which goes back into it. */
const histories = fc
  .array(
    fc.record({
      from: fc.constantFrom(1981, 1990, 2000),
      lasts: fc.constantFrom(null, 4, 12, 25),
      gives: fc.array(
        fc.record({ to: fc.integer({ min: 0, max: 5 }), after: fc.integer({ min: 1, max: 24 }) }),
        { maxLength: 2 },
      ),
      into: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((areas) =>
    areas.map(({ from, lasts, gives, into }, index): AreaEntry => {
      const to = lasts === null ? null : from + lasts;
      const code = (place: number) => `99010${(place % areas.length) + 1}`;
      const inTime = gives.filter(({ after }) => to === null || from + after < to);
      return {
        ...{
          code: code(index),
          province: '试省',
          prefecture: '试州市',
          name: `试${'甲乙丙丁戊己'[index]}区`,
        },
        ...{ level: 'county', from, to },
        successors: [
          ...inTime.map((give) => ({ code: code(give.to), year: from + give.after })),
          ...(to === null ? [] : into.map((place) => ({ code: code(place), year: to }))),
        ].filter((succession) => succession.code !== code(index)),
      };
    }),
  );

describe('what was filed under an area', () => {
  it('lies in another as far as all ways say that its land may have gone', () => {
    fc.assert(
      fc.property(
        histories,
        fc.integer({ min: 0, max: 5 }),
        fc.constantFrom(1985, 1999, 2012, 2024),
        (entries, place, year) => {
          const history = buildAreaHistory(entries);
          const asked = entries[place % entries.length];
          if (asked === undefined || asked.from > year || (asked.to !== null && asked.to <= year)) return;
          const pieces = listPieces(entries);
          const { covers } = coverArea(history, asked, year);
          for (const entry of entries)
            for (let at = entry.from; at < (entry.to ?? 2025); at++) {
              const told = covers.find(
                ({ area, fromYear, toYear }) =>
                  area === entry && (fromYear ?? 0) <= at && at < (toYear ?? 9999),
              );
              const expected = judgePieces(pieces, entry, at, (one) => one === asked, year);
              expect(`${entry.name} ${at} ${told?.certainty ?? 'NONE'}`).toBe(
                `${entry.name} ${at} ${expected}`,
              );
            }
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it('lies only possibly in one of the areas that another was made of, once a third went into it', () => {
    const area = (number: number, from: number, into: number | null): AreaEntry => ({
      ...{ code: `99010${number}`, province: '试省', prefecture: '试州市', name: `试${number}区` },
      ...{ level: 'county', from, to: null },
      successors: into === null ? [] : [{ code: '990102', year: into }],
    });
    const [asked, grown, third] = [area(3, 1981, 1990), area(2, 1990, null), area(1, 1981, 1991)];
    const { covers } = coverArea(buildAreaHistory([third, grown, asked]), asked, 1985);
    expect(covers.filter((one) => one.area === grown)).toEqual([
      { area: grown, fromYear: 1990, toYear: 1991, certainty: 'CERTAIN' },
      { area: grown, fromYear: 1991, toYear: null, certainty: 'POSSIBLE' },
    ]);
  });

  it('under a name that two areas bear lies in either possibly, with what it lies in before it for certain', () => {
    const area = (code: string, prefecture: string): AreaEntry => ({
      ...{ code, province: '试省', prefecture, name: '鼓楼区', level: 'county' },
      ...{ from: 1981, to: null, successors: [] },
    });
    const entries = [area('990101', '甲州市'), area('990201', '乙州市')];
    const { filings } = coverArea(buildAreaHistory(entries), entries[0] ?? area('', ''), 2024);
    expect(new Map(filings.map(({ key, sure }) => [key, sure]))).toEqual(
      new Map([
        ['990101', true],
        ['鼓楼区', false],
        ['甲州市鼓楼区', true],
        ['试省鼓楼区', false],
        ['试省甲州市鼓楼区', true],
      ]),
    );
  });

  it('in the year of a change is in doubt, as any time zone reckons it', () => {
    const row = (code: string, name: string, from: number, to: number | null, into = ''): AreaEntry => ({
      ...{ code, province: '试省', prefecture: '试州市', name, level: 'county', from, to },
      successors: into === '' ? [] : [{ code: into, year: 2010 }],
    });
    const entries = [row('990101', '东区', 1981, null, '990102'), row('990102', '新区', 2010, null)];
    const { filings } = coverArea(buildAreaHistory(entries), entries[1] ?? row('', '', 0, null), 2024);
    expect(filings.filter(({ key }) => key === '990101')).toEqual([
      { key: '990101', from: -Infinity, to: Date.UTC(2011, 0, 1) + 14 * 3_600_000, sure: false },
    ]);
    expect(filings.filter(({ key }) => key === '990102')).toEqual([
      { key: '990102', from: -Infinity, to: Infinity, sure: true },
    ]);
  });
});
