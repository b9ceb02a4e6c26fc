import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { findPackageRoot } from '../src/package-root.ts';
import type { Figure } from './figure.ts';

const Baselines = z.record(
  z.string(),
  z.object({ measured: z.number(), tolerance: z.number().min(0).max(1) }),
);

/** Figures that are worse than the committed ones by more than their tolerance, one line each. */
export async function findRegressions(figures: readonly Figure[]): Promise<readonly string[]> {
  const file = new URL('bench/baselines.json', findPackageRoot());
  const baselines = Baselines.parse(JSON.parse(await readFile(file, 'utf8')));
  return figures.flatMap(({ name, measured, asked }) => {
    const baseline = baselines[name];
    if (baseline === undefined) return [];
    const isHigherBetter = 'least' in asked;
    const limit = baseline.measured * (isHigherBetter ? 1 - baseline.tolerance : 1 + baseline.tolerance);
    const isWorse = isHigherBetter ? measured < limit : measured > limit;
    return isWorse
      ? [
          `${name} is ${measured.toFixed(3)}, committed is ${baseline.measured}, tolerated ${limit.toFixed(3)}`,
        ]
      : [];
  });
}
