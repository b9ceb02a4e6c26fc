import { cellToChildren, cellToParent, gridDisk, latLngToCell } from 'h3-js';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/correlate/areas/area-ranges.ts';
import { rangeOfCell } from '../../src/intake/record-place.ts';

const COARSE = latLngToCell(44.2, 99.2, 5);
const at = (resolution: number) => cellToChildren(COARSE, resolution);

describe('where an area lies by cells', () => {
  it('is one range where areas of it, with cells of any size, hold a larger cell together', () => {
    const [first = '', ...others] = at(6);
    const inside = [...others, ...cellToChildren(first, 8).flatMap((cell) => cellToChildren(cell, 9))];
    expect(placeOf(inside, [])).toEqual({
      shapes: 'USED',
      ranges: [{ ...rangeOfCell(COARSE), sure: true }],
    });
  });

  it('keeps the cells that have a gap between them, and is sure of a border that another area of it holds', () => {
    const [gap = '', inner = '', ...rest] = at(9);
    const { shapes, ranges } = placeOf([inner, ...rest], [gap, gap, inner]);
    expect(shapes).toBe('USED');
    expect(ranges.filter(({ sure }) => !sure)).toEqual([{ ...rangeOfCell(gap), sure: false }]);
    expect(cellToParent(gap, 8)).toBe(cellToParent(inner, 8));
    // Six cells beside the gap of each of four sizes.
    expect(ranges.length).toBe(1 + 4 * 6);
  });

  it('is told by 20,000 cells at most, after they were compacted; beyond it is not told, and nothing is refused', () => {
    // Too many of resolution 9 on a border; of those inside seven are one of the next size.
    const [one = '', other = ''] = gridDisk(COARSE, 1);
    const cells = [one, other].flatMap((cell) => cellToChildren(cell, 9));
    const many = gridDisk(latLngToCell(44.2, 99.2, 9), 90);
    expect(many.length).toBeGreaterThan(20_000);
    expect(placeOf([], many)).toEqual({ shapes: 'TOO_MANY_CELLS', ranges: [] });
    expect(placeOf(cells, []).ranges.length).toBe(2);
    expect(placeOf(many, []).shapes).toBe('USED');
    expect(placeOf([], [])).toEqual({ shapes: 'NONE', ranges: [] });
  });
});
