import type { Comparison } from '../comparisons/comparison.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { ComparisonModel, WeighedComparison } from '../model.ts';

import { featureColumn } from '../scoring/compare-sql.ts';
import type { Workspace } from '../sql/workspace.ts';

/** `t1 … t5` share one dictionary, `t`. */
export const dictionaryOf = (feature: string): string => feature.replace(/\d+$/, '');
const MOST_TEXTS = 20_000;

/** How common each text is among the mentions that have one, in bits, for the comparisons whose frequency counts. */
export async function countFrequencies(
  workspace: Workspace,
  comparisons: readonly Comparison[],
): Promise<readonly ComparisonModel['frequencies'][]> {
  const all: ComparisonModel['frequencies'][] = [];
  for (const [index, comparison] of comparisons.entries()) {
    const found: Record<string, { rarest: number; bits: (readonly [string, number])[] }> = {};
    const { terms } = kindOf(comparison);
    for (const dictionary of new Set(terms.map(({ feature }) => dictionaryOf(feature)))) {
      const columns = terms
        .filter(({ feature }) => dictionaryOf(feature) === dictionary)
        .map(({ feature }) => featureColumn(index, feature));
      const union = columns.map(
        (column) => `SELECT ${column} AS text FROM feature WHERE ${column} IS NOT NULL`,
      );
      const [first] = columns;
      const total = Number(
        (await workspace.rows('count texts', `SELECT count(${first}) FROM feature`))[0]?.[0] ?? 0,
      );
      const rows = await workspace.rows(
        'count texts',
        `SELECT text, count(*) AS n FROM (${union.join(' UNION ALL ')}) GROUP BY text HAVING count(*) > 1 ORDER BY n DESC, text LIMIT ${MOST_TEXTS}`,
      );
      found[dictionary] = {
        rarest: Math.log2(Math.max(1, total)),
        bits: rows.map(([text, n]) => [
          String(text),
          Math.round(-Math.log2(Number(n) / total) * 1000) / 1000,
        ]),
      };
    }
    all.push(found);
  }
  return all;
}

/** Makes `mention`: the features with the information of their texts. */
export async function weighTexts(
  workspace: Workspace,
  comparisons: readonly WeighedComparison[],
): Promise<void> {
  await loadFrequencies(workspace, comparisons);
  const joins: string[] = [];
  const replaced: string[] = [];
  comparisons.forEach((comparison, index) => {
    for (const { feature, bits } of kindOf(comparison).terms) {
      const dictionary = dictionaryOf(feature);
      const alias = `b${joins.length}`;
      const column = `f.${featureColumn(index, feature)}`;
      joins.push(
        `LEFT JOIN (SELECT text, bits FROM text_bits WHERE comparison = ${index} AND dictionary = '${dictionary}') AS ${alias} ON ${alias}.text = ${column}`,
      );
      const rarest = comparison.frequencies[dictionary]?.rarest ?? 0;
      replaced.push(
        `CASE WHEN ${column} IS NULL THEN NULL ELSE coalesce(${alias}.bits, ${rarest.toFixed(4)}) END AS ${featureColumn(index, bits)}`,
      );
    }
  });
  const kept = comparisons.flatMap((comparison, index) => {
    const { features, terms } = kindOf(comparison);
    const weighed = new Set(terms.map(({ bits }) => bits));
    return Object.keys(features)
      .filter((name) => !weighed.has(name))
      .map((name) => `f.${featureColumn(index, name)}`);
  });
  await workspace.run(
    'weigh texts',
    `CREATE OR REPLACE TABLE mention AS SELECT f.i, ${[...kept, ...replaced].join(', ')} FROM feature AS f ${joins.join(' ')} ORDER BY f.i`,
  );
}

/** Once for a model: a workspace that scores one record after another keeps its texts. */
async function loadFrequencies(
  workspace: Workspace,
  comparisons: readonly WeighedComparison[],
): Promise<void> {
  if (workspace.weighedBy === comparisons) return;
  await workspace.run(
    'texts',
    'CREATE OR REPLACE TABLE text_bits (comparison INTEGER, dictionary VARCHAR, text VARCHAR, bits DOUBLE)',
  );
  const appender = await workspace.connection.createAppender('text_bits');
  comparisons.forEach(({ frequencies }, index) => {
    for (const [dictionary, { bits }] of Object.entries(frequencies)) {
      for (const [text, value] of bits) {
        appender.appendInteger(index);
        appender.appendVarchar(dictionary);
        appender.appendVarchar(text);
        appender.appendDouble(value);
        appender.endRow();
      }
    }
  });
  appender.closeSync();
  workspace.weighedBy = comparisons;
}
