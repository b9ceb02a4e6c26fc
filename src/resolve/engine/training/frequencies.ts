import type { Comparison } from '../comparisons/comparison.ts';
import { IDENTIFIER } from '../comparisons/identifier.ts';
import { kindOf } from '../comparisons/plan.ts';
import type { ComparisonModel, WeighedComparison } from '../model.ts';

import { featureColumn } from '../scoring/compare-sql.ts';
import { dialect } from '../sql/dialect.ts';
import type { Workspace } from '../sql/workspace.ts';

/** `t1 … t5` share one dictionary, `t`. */
export const dictionaryOf = (feature: string): string => feature.replace(/\d+$/, '');
const MOST_TEXTS = 20_000;

/** From this share of the mentions on numbers tell well enough how many things there are. */
const ENOUGH = 0.3;

/**
 * How common each text is among the mentions that have one, in bits, for the comparisons whose frequency counts. Where
 * mentions bear numbers, each number counts once: what a hundred records say of one thing is not common for that.
 */
export async function countFrequencies(
  workspace: Workspace,
  comparisons: readonly Comparison[],
): Promise<readonly ComparisonModel['frequencies'][]> {
  const all: ComparisonModel['frequencies'][] = [];
  const number = await findNumbers(workspace, comparisons);
  for (const [index, comparison] of comparisons.entries()) {
    const found: Record<string, { rarest: number; bits: (readonly [string, number])[] }> = {};
    const { name, terms } = kindOf(comparison);
    // How often a number itself is stated shows whether it is a placeholder.
    const thing = name === IDENTIFIER.name ? 'i' : number;
    for (const dictionary of new Set(terms.map(({ feature }) => dictionaryOf(feature)))) {
      const columns = terms
        .filter(({ feature }) => dictionaryOf(feature) === dictionary)
        .map(({ feature }) => featureColumn(index, feature));
      const union = columns.map(
        (column) => `SELECT ${column} AS text, ${thing} AS thing FROM feature WHERE ${column} IS NOT NULL`,
      );
      const [first] = columns;
      const total = Number(
        (
          await workspace.rows(
            'count texts',
            `SELECT count(DISTINCT ${thing}) FROM feature WHERE ${first} IS NOT NULL`,
          )
        )[0]?.[0] ?? 0,
      );
      const rows = await workspace.rows(
        'count texts',
        `SELECT text, count(DISTINCT thing) AS n FROM (${union.join(' UNION ALL ')}) GROUP BY text HAVING count(DISTINCT thing) > 1 ORDER BY n DESC, text LIMIT ${MOST_TEXTS}`,
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

/** What so many things bear, and this share of all, is no one thing's: strangers share it by chance. */
const MANY = 20;
const MUCH = 0.02;

/** Share of the pairs that share a text which many bear, by how common texts are; 0 where there is none such. */
export function shareOfCommon(comparison: WeighedComparison): number {
  const [term] = kindOf(comparison).terms;
  const { rarest, bits } = comparison.frequencies[dictionaryOf(term?.feature ?? '')] ?? {
    rarest: 0,
    bits: [],
  };
  return bits.reduce((sum, [, information]) => {
    const share = 2 ** -information;
    return share < MUCH || share * 2 ** rarest < MANY ? sum : sum + share ** 2;
  }, 0);
}

/** What tells in SQL which mentions are of one thing: the numbers that they bear, valid ones first; else the mention. */
async function findNumbers(workspace: Workspace, comparisons: readonly Comparison[]): Promise<string> {
  const numbers = comparisons.flatMap((comparison, index) =>
    comparison.kind === IDENTIFIER.name ? [index] : [],
  );
  if (numbers.length === 0) return 'i';
  const value = (index: number): string => featureColumn(index, 'v1');
  const isValid = (index: number): string => `${featureColumn(index, 'valid')} = 1`;
  const counts = numbers.flatMap((index) => [
    `count(*) FILTER (WHERE ${isValid(index)})`,
    `count(${value(index)})`,
  ]);
  const [row = []] = await workspace.rows(
    'count numbers',
    `SELECT count(*), ${counts.join(', ')} FROM feature`,
  );
  const used = numbers
    .map((index, at) => ({ index, valid: Number(row[1 + 2 * at]), any: Number(row[2 + 2 * at]) }))
    .sort((one, other) => other.any - one.any || one.index - other.index)
    // Where many are valid, the others are slips of them.
    .map(({ index, valid, any }) => ({
      count: 2 * valid > any ? valid : any,
      sql:
        2 * valid > any
          ? `CASE WHEN ${isValid(index)} THEN '${index} ' || ${value(index)} END`
          : `'${index} ' || ${value(index)}`,
    }));
  const borne = used.reduce((sum, { count }) => sum + count, 0);
  return borne < ENOUGH * Number(row[0]) ? 'i' : `coalesce(${used.map(({ sql }) => sql).join(', ')})`;
}

/** Makes `mention` of `feature`, which is dropped: the features with the information of their texts. */
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
      .map((name) => {
        const column = featureColumn(index, name);
        // Numbers are compared faster than texts, and take less room.
        return features[name] === 'token'
          ? `CASE WHEN f.${column} IS NULL THEN NULL ELSE ${dialect.hash(`f.${column}`)} END AS ${column}`
          : `f.${column}`;
      });
  });
  await workspace.run(
    'weigh texts',
    `CREATE OR REPLACE TABLE mention AS SELECT f.i, ${[...kept, ...replaced].join(', ')} FROM feature AS f ${joins.join(' ')} ORDER BY f.i`,
  );
  await workspace.run('drop features', 'DROP TABLE feature');
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
