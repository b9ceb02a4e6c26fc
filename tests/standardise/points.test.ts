import { describe, expect, it } from 'vitest';
import { standardisePoint } from '../../src/standardise/point.ts';

describe('points', () => {
  it('in WGS-84 stay as given', () => {
    expect(standardisePoint('120.192665', ' 23.075445', 'WGS-84')).toMatchObject({
      longitude: 120.192665,
      latitude: 23.075445,
      originalLatitude: ' 23.075445',
      flags: [],
    });
  });

  it('are taken out of the declared system', () => {
    // Tiananmen: the same spot in three systems, to about ten metres.
    const near = { longitude: expect.closeTo(116.39123, 4), latitude: expect.closeTo(39.90607, 4) };
    expect(standardisePoint('116.397474', '39.907474', 'GCJ-02')).toMatchObject(near);
    expect(standardisePoint('116.403847', '39.913807', 'BD-09')).toMatchObject(near);
  });

  it.each([
    ['0', '0', 'out-of-range'],
    ['0.0', '0.000', 'out-of-range'],
    ['23.1', '120.2', 'out-of-range'],
    ['181', '10', 'out-of-range'],
    ['1e999', '10', 'out-of-range'],
    ['abc', '10', 'invalid-format'],
    ['120', '', 'invalid-format'],
  ])('flags %s, %s as %s and converts nothing', (longitude, latitude, flag) => {
    const point = standardisePoint(longitude, latitude, 'GCJ-02');
    expect(point?.flags).toEqual([flag]);
    expect(Number.isFinite(point?.longitude)).toBe(true);
  });

  it('are nothing when both are blank', () => {
    expect(standardisePoint('', ' ', 'WGS-84')).toBeNull();
  });
});
