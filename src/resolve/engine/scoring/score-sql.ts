import { kindOf } from '../comparisons/plan.ts';
import type { Model } from '../model.ts';
import { levelColumn, sharedColumn } from './compare-sql.ts';

/** The prior and the weight of each comparison in bits, and their sum: log2 of the odds that a pair is one entity. */
export function scoreSql(model: Model, table: string): string {
  const weights = model.comparisons.map((comparison, index) => {
    const level = levelColumn(index);
    const cases = comparison.levels.map(({ m, u }, at) => `WHEN ${at + 1} THEN ${round(Math.log2(m / u))}`);
    const base = `CASE ${level} ${cases.join(' ')} ELSE 0 END`;
    if (kindOf(comparison).shared === null) return base;
    const expected = comparison.levels.map(
      ({ expectedBits }, at) => `WHEN ${at + 1} THEN ${round(expectedBits)}`,
    );
    const shared = sharedColumn(index);
    return `${base} + CASE WHEN ${shared} > 0 THEN ${shared} / 16.0 - CASE ${level} ${expected.join(' ')} ELSE 0 END ELSE 0 END`;
  });
  const prior = round(Math.log2(model.prior / (1 - model.prior)));
  return `SELECT l, r, ${prior} + ${weights.map((weight) => `(${weight})`).join(' + ')} AS bits FROM ${table}`;
}

const round = (value: number): string => value.toFixed(4);
