import { describe, expect, it } from 'vitest';
import { type AreaEntry, buildAreaHistory, formsOf } from '../../src/standardise/areas.ts';

const area = (
  code: string,
  name: string,
  from: number,
  to: number | null,
  successors: AreaEntry['successors'] = [],
): AreaEntry => ({ code, province: '甲省', prefecture: '乙市', name, level: 'county', from, to, successors });
const history = buildAreaHistory([
  area('110101', '东区', 1981, null, [{ code: '110102', year: 2001 }]),
  area('110102', '西区', 1981, null),
  area('110103', '南区', 1981, 1990, [{ code: '110104', year: 1990 }]),
  area('110104', '新区', 1990, 2010, [
    { code: '110101', year: 2010 },
    { code: '110102', year: 2010 },
  ]),
  area('110105', '山县', 1981, 1995, [{ code: '110105', year: 1995 }]),
  area('110105', '山区', 1995, null),
]);

describe('area histories', () => {
  it('find the area that bore a code in a year', () => {
    expect(history.find('110105', 1994)?.name).toBe('山县');
    expect(history.find('110105', 1995)?.name).toBe('山区');
    expect(history.find('110103', 1990)).toBeUndefined();
  });

  it('follow successors through several changes', () => {
    expect(history.successors('110103', 1985)).toEqual(['110101', '110102']);
    expect(history.successors('110105', 1985)).toEqual(['110105']);
    expect(history.successors('110103', 2000)).toEqual([]);
  });

  it('follow a part that was given away, but only by who lost it', () => {
    expect(history.successors('110101', 1999)).toEqual(['110101', '110102']);
    expect(history.successors('110101', 2001)).toEqual(['110101']);
  });

  it('list predecessors', () => {
    expect(history.predecessors('110102')).toEqual(['110101', '110104']);
    expect(history.predecessors('110105')).toEqual([]);
  });

  it('know what a name meant in a year: who bore it, else who had it last, else who had it first', () => {
    const meant = (text: string, year: number) => history.meaning(text, year).map(({ from }) => from);
    expect([1985, 1994, 1995, 2024].map((year) => meant('110105', year))).toEqual([
      [1981],
      [1981],
      [1995],
      [1995],
    ]);
    expect([1985, 2024].map((year) => meant('乙市山县', year))).toEqual([[1981], [1981]]);
    expect(meant('山區', 1985)).toEqual([1995]);
    expect(meant('北区', 1985)).toEqual([]);
  });

  it('write an area with and without what it lies in', () => {
    expect(formsOf(area('110101', '东区', 1981, null))).toEqual([
      '110101',
      '东区',
      '乙市东区',
      '甲省东区',
      '甲省乙市东区',
    ]);
  });
});
