import type { EntityKind } from '../../../src/intake/mapped.ts';
import type { StoredAttribute } from '../../../src/intake/stored-attribute.ts';
import { kindOf, planComparisons } from '../../../src/resolve/engine/comparisons/plan.ts';
import { loadMentions } from '../../../src/resolve/engine/load.ts';
import { compareSql } from '../../../src/resolve/engine/scoring/compare-sql.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { weighTexts } from '../../../src/resolve/engine/training/frequencies.ts';
import type { AttributeKind } from '../../../src/standardise/value.ts';
import { attribute, person } from './invented-people.ts';

/** The label of the level at which a comparison puts two texts of an attribute kind. */
export async function levelOf(
  comparison: string,
  kind: AttributeKind,
  one: string,
  other: string,
): Promise<string | undefined> {
  return levelBetween(comparison, 'Person', [attribute('at', kind, one)], [attribute('at', kind, other)]);
}

type Described = readonly (StoredAttribute | null)[];

/** The label of the level at which a comparison puts two mentions of a kind with these attributes. */
export async function levelBetween(
  comparison: string,
  kind: EntityKind,
  ...both: readonly [Described, Described]
): Promise<string | undefined> {
  const mentions = both.map((attributes, at) => ({ ...person(`m${at}`, attributes), kind }));
  const comparisons = planComparisons(mentions).map((planned) => ({ ...planned, frequencies: {} }));
  const at = comparisons.findIndex((planned) => planned.kind === comparison);
  const workspace = await Workspace.open();
  try {
    await loadMentions(workspace, comparisons, mentions);
    await weighTexts(workspace, comparisons);
    await workspace.run('pair', 'CREATE TABLE pair AS SELECT 0 AS l, 1 AS r');
    const [row = []] = await workspace.rows(
      'level',
      `SELECT g${at} FROM (${compareSql(comparisons, 'pair', 'mention')})`,
    );
    const found = comparisons[at];
    return found === undefined ? undefined : kindOf(found).levels[Number(row[0]) - 1]?.label;
  } finally {
    workspace.close();
  }
}
