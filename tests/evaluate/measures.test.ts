import { describe, expect, it } from 'vitest';
import { Calibration, measureClusters } from '../../src/evaluate/measures.ts';

describe('measures of clusters', () => {
  it('are perfect for the truth itself', () => {
    const quality = measureClusters([0, 0, 2, 3], ['a', 'a', 'b', 'c']);
    expect(quality).toMatchObject({ precision: 1, recall: 1, f1: 1, exact: 1, bcubed: { f1: 1 } });
  });

  it('agree with each other where nothing is measured', () => {
    expect(measureClusters([], [])).toMatchObject({ f1: 1, exact: 1, bcubed: { f1: 1 } });
  });

  it('count pairs and mentions where one cluster is two entities', () => {
    const quality = measureClusters([0, 0, 0, 3], ['a', 'a', 'b', 'b']);
    expect(quality.precision).toBeCloseTo(1 / 3);
    expect(quality.recall).toBeCloseTo(1 / 2);
    expect(quality.bcubed.precision).toBeCloseTo((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4);
    expect(quality.bcubed.recall).toBeCloseTo((1 + 1 + 0.5 + 0.5) / 4);
    expect(quality.exact).toBe(0);
  });
});

describe('calibration', () => {
  it('is the mean distance between what was expected and what was so, over all pairs', () => {
    const calibration = new Calibration();
    for (const [p, match] of [
      [0.95, true],
      [0.95, false],
      [0.05, false],
      [0.05, false],
    ] as const)
      calibration.add(p, match);
    expect(calibration.bins()[9]).toMatchObject({ pairs: 2, observed: 0.5 });
    expect(calibration.error()).toBeCloseTo((0.9 + 0.1) / 4);
  });
});
