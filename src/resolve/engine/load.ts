import { atomsOf } from './candidates/atoms.ts';
import type { Comparison, FeatureType } from './comparisons/comparison.ts';
import { kindOf, readFeatures } from './comparisons/plan.ts';
import type { EngineMention } from './mention.ts';
import { featureColumn } from './scoring/compare-sql.ts';
import type { Workspace } from './sql/workspace.ts';

/** Column types of features. */
export const featureTypes: Readonly<Record<FeatureType, string>> = {
  text: 'VARCHAR',
  integer: 'INTEGER',
  real: 'DOUBLE',
};

/** Puts the features and atoms of the mentions into `feature(i, …)` and `atom(i, family, atom)`; i counts from 0. */
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
  await workspace.run('atoms', 'CREATE OR REPLACE TABLE atom_text (i INTEGER, family VARCHAR, text VARCHAR)');
  const features = await workspace.connection.createAppender('feature');
  const atoms = await workspace.connection.createAppender('atom_text');
  mentions.forEach((mention, i) => {
    features.appendInteger(i);
    const rows = comparisons.map((comparison) => readFeatures(comparison, mention));
    for (const { index, feature, type } of columns) {
      const value = rows[index]?.[feature] ?? null;
      if (value === null) features.appendNull();
      else if (type === 'text') features.appendVarchar(String(value));
      else if (type === 'integer') features.appendInteger(Number(value));
      else features.appendDouble(Number(value));
    }
    features.endRow();
    for (const { family, text } of atomsOf(comparisons, rows)) {
      atoms.appendInteger(i);
      atoms.appendVarchar(family);
      atoms.appendVarchar(text);
      atoms.endRow();
    }
  });
  features.closeSync();
  atoms.closeSync();
  await workspace.run(
    'hash atoms',
    'CREATE OR REPLACE TABLE atom AS SELECT i, family, hash(text) AS atom FROM atom_text',
  );
  await workspace.run('drop texts', 'DROP TABLE atom_text');
}
