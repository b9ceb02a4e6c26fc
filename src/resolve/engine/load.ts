import type { DuckDBAppender } from '@duckdb/node-api';
import { atomsOf } from './candidates/atoms.ts';
import type { Comparison, FeatureType, FeatureValue } from './comparisons/comparison.ts';
import { kindOf, readFeatures } from './comparisons/plan.ts';
import type { EngineMention } from './mention.ts';
import { featureColumn } from './scoring/compare-sql.ts';
import { dialect } from './sql/dialect.ts';
import type { Workspace } from './sql/workspace.ts';

/** Column types of features. */
export const featureTypes: Readonly<Record<FeatureType, string>> = {
  text: dialect.types.text,
  token: dialect.types.text,
  integer: dialect.types.integer,
  real: dialect.types.real,
};

/**
 * Puts the features and atoms of the mentions into `feature(i, …)` and `atom(i, family, atom)`, and into `once(i, source)`
 * those of sources that state nothing twice; i counts from 0. Families of atoms are numbered in the
 * order in which they are met.
 */
export async function loadMentions(
  workspace: Workspace,
  comparisons: readonly Comparison[],
  mentions: readonly EngineMention[],
): Promise<void> {
  const columns = comparisons.flatMap((comparison, index) =>
    Object.entries(kindOf(comparison).features).map(([feature, type]) => ({ index, feature, type })),
  );
  const definitions = columns.map(
    ({ index, feature, type }) => `${featureColumn(index, feature)} ${featureTypes[type]}`,
  );
  await workspace.run('features', `CREATE OR REPLACE TABLE feature (i INTEGER, ${definitions.join(', ')})`);
  await workspace.run(
    'atoms',
    'CREATE OR REPLACE TABLE atom_text (i INTEGER, family UTINYINT, text VARCHAR)',
  );
  await workspace.run('stated once', 'CREATE OR REPLACE TABLE once (i INTEGER, source INTEGER)');
  const features = await workspace.connection.createAppender('feature');
  const atoms = await workspace.connection.createAppender('atom_text');
  const once = await workspace.connection.createAppender('once');
  const families = new Map<string, number>();
  const sources = new Map<string, number>();
  mentions.forEach((mention, i) => {
    features.appendInteger(i);
    const rows = comparisons.map((comparison) => readFeatures(comparison, mention));
    for (const { index, feature, type } of columns)
      appendFeature(features, type, rows[index]?.[feature] ?? null);
    features.endRow();
    for (const { family, text } of atomsOf(comparisons, rows)) {
      atoms.appendInteger(i);
      atoms.appendUTinyInt(numberOf(families, family));
      atoms.appendVarchar(text);
      atoms.endRow();
    }
    if (mention.once !== true) return;
    once.appendInteger(i);
    once.appendInteger(numberOf(sources, mention.source));
    once.endRow();
  });
  for (const appender of [features, atoms, once]) appender.closeSync();
  await workspace.run(
    'hash atoms',
    `CREATE OR REPLACE TABLE atom AS SELECT i, family, ${dialect.hash('text')} AS atom FROM atom_text`,
  );
  await workspace.run('drop texts', 'DROP TABLE atom_text');
  workspace.families = [...families.keys()];
}

export function appendFeature(appender: DuckDBAppender, type: FeatureType, value: FeatureValue): void {
  if (value === null) appender.appendNull();
  else if (type === 'text' || type === 'token') appender.appendVarchar(String(value));
  else if (type === 'integer') appender.appendInteger(Number(value));
  else appender.appendDouble(Number(value));
}

/** Its number, by the order in which names were met. */
function numberOf(numbers: Map<string, number>, name: string): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}
