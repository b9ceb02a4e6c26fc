import { describe, expect, it } from 'vitest';
import { JingweiError } from '../../src/errors.ts';
import { parseAreaHistory } from '../../src/standardise/parse-area-history.ts';

const HEAD = '\ufeff代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n';
const history = parseAreaHistory(
  `${HEAD}${[
    '110101,甲省,乙市,东区,县级,在用,1981,,110102[2001]',
    '110102,甲省,乙市,西区,县级,在用,1981,,',
    '110103,甲省,乙市,南区,县级,弃用,1981,1990,110104',
    '110104,甲省,乙市,新区,县级,弃用,1990,2010,110101;110102',
    '110105,甲省,乙市,山县,县级,变更,1981,1995,110105',
    '110105,甲省,乙市,山区,县级,在用,1995,,',
  ].join('\n')}\n`,
);

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

  it('name the line that does not fit', () => {
    expect(() => parseAreaHistory(`${HEAD}1101,甲省,,甲,省级,在用,1981,,\n`)).toThrow(JingweiError);
    expect(() => parseAreaHistory(`${HEAD}1101,甲省,,甲,省级,在用,1981,,\n`)).toThrow(/line 2, 代码/);
  });
});
