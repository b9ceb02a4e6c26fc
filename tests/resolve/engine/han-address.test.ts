import { describe, expect, it } from 'vitest';
import { kindOf, planComparisons } from '../../../src/resolve/engine/comparisons/plan.ts';
import { loadMentions } from '../../../src/resolve/engine/load.ts';
import { compareSql } from '../../../src/resolve/engine/scoring/compare-sql.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { weighTexts } from '../../../src/resolve/engine/training/frequencies.ts';
import { attribute, person } from './invented-people.ts';

/** The label of the level of two addresses. */
async function levelOf(one: string, other: string): Promise<string | undefined> {
  const mentions = [one, other].map((text, at) => person(`m${at}`, [attribute('at', 'address', text)]));
  const comparisons = planComparisons(mentions).map((comparison) => ({ ...comparison, frequencies: {} }));
  const at = comparisons.findIndex(({ kind }) => kind === 'hanAddress');
  const workspace = await Workspace.open();
  try {
    await loadMentions(workspace, comparisons, mentions);
    await weighTexts(workspace, comparisons);
    await workspace.run('pair', 'CREATE TABLE pair AS SELECT 0 AS l, 1 AS r');
    const [row = []] = await workspace.rows(
      'level',
      `SELECT g${at} FROM (${compareSql(comparisons, 'pair', 'mention')})`,
    );
    const comparison = comparisons[at];
    return comparison === undefined ? undefined : kindOf(comparison).levels[Number(row[0]) - 1]?.label;
  } finally {
    workspace.close();
  }
}

describe('two addresses', () => {
  it.each([
    ['澜州市青埔区玉兰大道28号', '澜州市沙屿区玉兰大道28号', 'equal but for the division'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道', 'same road'],
    ['澜州市青埔区玉兰大道', '澜州市沙屿区玉兰大道28号', 'same road'],
    ['澜州市青埔区玉兰大道28号', '澜州市青埔区玉兰大道30号', 'same road'],
  ])('%s and %s: %s', async (one, other, label) => {
    expect(await levelOf(one, other)).toBe(label);
  });
});
