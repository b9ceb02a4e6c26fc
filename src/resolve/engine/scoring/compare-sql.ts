import type { ColumnOf, Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { WeighedComparison } from '../model.ts';

/** Column of a mention's feature: comparisons by their place in the model. */
export function featureColumn(index: number, feature: string): string {
  return `c${index}_${feature}`;
}

const knownColumn = (index: number): string => `k${index}`;
export const levelColumn = (index: number): string => `g${index}`;
export const sharedColumn = (index: number): string => `s${index}`;

/**
 * The pairs of `pairs(l, r)` with their level (0: not comparable) and the shared information per comparison, step by
 * step: features of both, measures, levels. `lefts` and `rights` hold the mentions of either side.
 */
export function compareSql(
  comparisons: readonly WeighedComparison[],
  pairs: string,
  lefts: string,
  rights = lefts,
): string {
  const features = comparisons.flatMap((comparison, index) =>
    Object.keys(kindOf(comparison).features).map((feature) => featureColumn(index, feature)),
  );
  const both = (['l', 'r'] as const).flatMap((side) =>
    features.map((name) => `${side}.${name} AS ${side}_${name}`),
  );
  // What one of the two has nothing of is not measured: most of the time goes into measures.
  const known = comparisons.map(
    (comparison, index) =>
      `coalesce(${kindOf(comparison).comparable(columnOf(index))}, false) AS ${knownColumn(index)}`,
  );
  let sql = `SELECT pair.l, pair.r, ${both.join(', ')} FROM ${pairs} AS pair JOIN ${lefts} AS l ON l.i = pair.l JOIN ${rights} AS r ON r.i = pair.r`;
  sql = `SELECT *, ${known.join(', ')}\nFROM (${sql})`;
  for (const stage of stageMeasures(comparisons)) {
    sql = `SELECT *, ${stage.map(({ alias, text }) => `${text} AS ${alias}`).join(', ')}\nFROM (${sql})`;
  }
  const levels = comparisons.flatMap((comparison, index) => {
    const kind = kindOf(comparison);
    const m = measureAlias(index);
    const cases = kind.levels.map((level, at) => `WHEN ${level.when(m)} THEN ${at + 1}`);
    return [
      `CASE WHEN NOT ${knownColumn(index)} THEN 0 ${cases.join(' ')} ELSE 0 END::UTINYINT AS ${levelColumn(index)}`,
      ...(kind.shared === null
        ? []
        : [
            `CASE WHEN ${knownColumn(index)} THEN coalesce(round((${kind.shared(columnOf(index), m, rarestOf(comparison))}) * 16), 0) ELSE 0 END::INTEGER AS ${sharedColumn(index)}`,
          ]),
    ];
  });
  return `SELECT l, r, ${levels.join(', ')}\nFROM (${sql})`;
}

/** What one of so many mentions alone has: nothing that two share can be rarer. */
function rarestOf({ frequencies }: WeighedComparison): number {
  return Math.max(0, ...Object.values(frequencies).map(({ rarest }) => rarest));
}

const columnOf =
  (index: number): ColumnOf =>
  (side, feature) =>
    `${side}_${featureColumn(index, feature)}`;
const measureAlias =
  (index: number) =>
  (name: string): string =>
    `m${index}_${name}`;

/** Measures by how many others stand before them, so that each step only reads columns of the one before. */
function stageMeasures(
  comparisons: readonly Comparison[],
): readonly (readonly { readonly alias: string; readonly text: string }[])[] {
  const stages: { alias: string; text: string }[][] = [];
  comparisons.forEach((comparison, index) => {
    const depths = new Map<string, number>();
    for (const measure of kindOf(comparison).measures) {
      let depth = 0;
      const text = measure.sql(columnOf(index), (name) => {
        depth = Math.max(depth, (depths.get(name) ?? 0) + 1);
        return measureAlias(index)(name);
      });
      depths.set(measure.name, depth);
      const stage = stages[depth] ?? [];
      stages[depth] = stage;
      stage.push({
        alias: measureAlias(index)(measure.name),
        text: `CASE WHEN ${knownColumn(index)} THEN ${text} END`,
      });
    }
  });
  return stages;
}
