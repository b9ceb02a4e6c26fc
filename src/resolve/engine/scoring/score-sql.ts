import type { Level } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { ComparisonModel, Model } from '../model.ts';
import { levelColumn, sharedColumn } from './compare-sql.ts';

/** Columns of what a comparison's level counts for in bits, and of what the frequency of shared values adds to it. */
export const weightColumn = (index: number): string => `w${index}`;
export const frequencyColumn = (index: number): string => `f${index}`;

/** What the level of a comparison counts for, in bits, in SQL. */
function levelBitsSql(comparison: ComparisonModel, index: number): string {
  const cases = comparison.levels.map(({ bits }, at) => `WHEN ${at + 1} THEN ${bits}`);
  return `CASE ${levelColumn(index)} ${cases.join(' ')} ELSE ${comparison.unknownBits} END`;
}

/** What a rare or common shared value adds to that, in bits, in SQL; null where frequency says nothing. */
function termBitsSql(comparison: ComparisonModel, index: number): string | null {
  if (kindOf(comparison).shared === null) return null;
  const shared = sharedColumn(index);
  const expected = comparison.levels.map(({ expectedBits }, at) => `WHEN ${at + 1} THEN ${expectedBits}`);
  const above = `${shared} / 16.0 - CASE ${levelColumn(index)} ${expected.join(' ')} ELSE 0 END`;
  return `CASE WHEN ${shared} > 0 THEN ${comparison.slope} * (${above}) ELSE 0 END`;
}

/** The pairs of `table` with `bits`, log2 of the odds that they are one entity, and all that these are the sum of. */
export function scoreSql(model: Model, table: string): string {
  const parts = model.comparisons.flatMap((comparison, index) => [
    levelColumn(index),
    `${levelBitsSql(comparison, index)} AS ${weightColumn(index)}`,
    `${termBitsSql(comparison, index) ?? '0'} AS ${frequencyColumn(index)}`,
  ]);
  const weights = model.comparisons.map((_, index) => `${weightColumn(index)} + ${frequencyColumn(index)}`);
  const all = [`(${model.startBits})`, ...weights].join(' + ');
  const sum = model.relatives === null ? all : `least(${all}, ${relativesSql(model)})`;
  const twins = whenTwins(model);
  const bits = twins === null ? sum : `CASE WHEN ${twins} THEN least(${TWINS}, ${sum}) ELSE ${sum} END`;
  return `SELECT *, (${bits})::DOUBLE AS bits FROM (SELECT ${['l', 'r', ...parts].join(', ')} FROM ${table} AS compared)`;
}

/** What tells the two of a pair from relatives, in bits, in SQL; NULL where hardly anybody has any. */
export function relativesSql({ relatives }: Model): string {
  if (relatives === null) return 'NULL';
  const { startBits, levels } = relatives;
  const parts = levels.map((bits, index) => {
    const cases = bits.map((value, at) => `WHEN ${at + 1} THEN ${value}`);
    return `CASE ${levelColumn(index)} ${cases.join(' ')} ELSE 0 END`;
  });
  return [`(${startBits})`, ...parts].join(' + ');
}

/** At most what a pair weighs that is twins, a family or two parts of one thing, in bits. */
export const TWINS = -10;

/** Condition for such a pair; null where the comparisons cannot show one. */
function whenTwins({ comparisons }: Model): string | null {
  const standAt = (sign: Level['twins']): string | null => {
    const found = comparisons.flatMap((comparison, index) => {
      const levels = kindOf(comparison).levels.flatMap(({ twins }, at) => (twins === sign ? [at + 1] : []));
      return levels.length === 0 ? [] : [`${levelColumn(index)} IN (${levels.join(', ')})`];
    });
    return found.length === 0 ? null : found.join(' OR ');
  };
  const [two, kin, always] = [standAt('two'), standAt('kin'), standAt('always')];
  const relatives = two === null || kin === null ? [] : [`((${two}) AND (${kin}))`];
  const conditions = always === null ? relatives : [...relatives, always];
  return conditions.length === 0 ? null : conditions.join(' OR ');
}
