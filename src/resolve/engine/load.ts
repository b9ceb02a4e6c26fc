import type { DuckDBAppender } from '@duckdb/node-api';
import { findBearers } from './candidates/bearers.ts';
import type { Comparison, FeatureType, FeatureValue } from './comparisons/comparison.ts';
import { FeatureReader } from './comparisons/feature-reader.ts';
import { kindOf } from './comparisons/plan.ts';
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

/** A column of what a comparison, by its place, looks at. */
export interface FeatureColumn {
  readonly index: number;
  readonly feature: string;
  readonly type: FeatureType;
}

/** The columns of what some comparisons look at. */
export function columnsOf(comparisons: readonly Comparison[]): readonly FeatureColumn[] {
  return comparisons.flatMap((comparison, index) =>
    Object.entries(kindOf(comparison).features).map(([feature, type]) => ({ index, feature, type })),
  );
}

/**
 * Puts the features and atoms of the mentions into `feature(i, …)` and `atom(i, family, atom, number, speaks)`, into `once(i,
 * source)` those of sources that state nothing twice, and into `bearer(i, number, speaks)` those that `findBearers` finds; i
 * counts from 0. Families of atoms are numbered in the order in which they are met.
 */
export async function loadMentions(
  workspace: Workspace,
  comparisons: readonly Comparison[],
  mentions: readonly EngineMention[],
): Promise<void> {
  const columns = columnsOf(comparisons);
  const definitions = columns.map(
    ({ index, feature, type }) => `${featureColumn(index, feature)} ${featureTypes[type]}`,
  );
  await workspace.run('features', `CREATE OR REPLACE TABLE feature (i INTEGER, ${definitions.join(', ')})`);
  await workspace.run(
    'atoms',
    `CREATE OR REPLACE TABLE atom_code (i INTEGER, family UTINYINT, atom ${dialect.types.real})`,
  );
  await workspace.run('stated once', 'CREATE OR REPLACE TABLE once (i INTEGER, source INTEGER)');
  await loadBearers(workspace, mentions);
  const features = await workspace.connection.createAppender('feature');
  const atoms = await workspace.connection.createAppender('atom_code');
  const once = await workspace.connection.createAppender('once');
  const reader = new FeatureReader(comparisons);
  const families = new Map<string, number>();
  const sources = new Map<string, number>();
  mentions.forEach((mention, i) => {
    features.appendInteger(i);
    const read = reader.read(mention);
    for (const { index, feature, type } of columns)
      appendFeature(features, type, read[index]?.row[feature] ?? null);
    features.endRow();
    for (const one of read)
      for (const { family, code } of one?.atoms ?? []) {
        atoms.appendInteger(i);
        atoms.appendUTinyInt(numberOf(families, family));
        atoms.appendDouble(code);
        atoms.endRow();
      }
    if (mention.once !== true) return;
    once.appendInteger(i);
    once.appendInteger(numberOf(sources, mention.source));
    once.endRow();
  });
  for (const appender of [features, atoms, once]) appender.closeSync();
  await workspace.run(
    'atoms of things',
    'CREATE OR REPLACE TABLE atom AS SELECT a.*, b.number, coalesce(b.speaks, true) AS speaks FROM atom_code AS a LEFT JOIN bearer AS b ON b.i = a.i',
  );
  await workspace.run('drop codes', 'DROP TABLE atom_code');
  workspace.families = [...families.keys()];
}

async function loadBearers(workspace: Workspace, mentions: readonly EngineMention[]): Promise<void> {
  await workspace.run(
    'numbers borne',
    'CREATE OR REPLACE TABLE bearer_text (i INTEGER, text VARCHAR, speaks BOOLEAN)',
  );
  const bearers = await workspace.connection.createAppender('bearer_text');
  for (const { place, number, speaks } of findBearers(mentions)) {
    bearers.appendInteger(place);
    bearers.appendVarchar(number);
    bearers.appendBoolean(speaks);
    bearers.endRow();
  }
  bearers.closeSync();
  await workspace.run(
    'hash numbers',
    `CREATE OR REPLACE TABLE bearer AS SELECT i, ${dialect.hash('text')} AS number, speaks FROM bearer_text`,
  );
  await workspace.run('drop numbers', 'DROP TABLE bearer_text');
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
