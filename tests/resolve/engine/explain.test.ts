import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { type Resolution, resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { explain } from '../../../src/resolve/engine/scoring/explain.ts';
import { scorePairs } from '../../../src/resolve/engine/scoring/score-pairs.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute, inventPeople, person } from './invented-people.ts';

describe('explain', () => {
  const { mentions } = inventPeople(80);
  let bulk: Workspace;
  let small: Workspace;
  let resolution: Resolution;

  beforeAll(async () => {
    [bulk, small] = [await Workspace.open(), await Workspace.open({ threads: 1 })];
    resolution = await resolveMentions(bulk, mentions);
  });
  afterAll(() => {
    bulk.close();
    small.close();
  });

  const at = (place: number): EngineMention => mentions[place] ?? person('none', []);

  it('adds up to the number that the engine used', async () => {
    const { pairs, model } = resolution;
    for (const place of [0, 7, 50]) {
      const [left, right] = [pairs.left[place] ?? 0, pairs.right[place] ?? 0];
      const why = await explain(small, at(right), at(left), model);
      const sum = why.comparisons.reduce((total, one) => total + one.bits + one.termBits, why.startBits);
      expect(why.bits).toBeCloseTo(pairs.bits[place] ?? 0, 6);
      expect(sum).toBeCloseTo(why.bits, 6);
      expect(why.probability).toBeCloseTo(1 / (1 + 2 ** -why.bits), 9);
    }
  });

  it('explains two mentions that were never candidates', async () => {
    const why = await explain(small, at(0), at(3), resolution.model);
    expect(why.probability).toBeLessThan(0.01);
    expect(why.comparisons.find(({ id }) => id === 'personName')?.level).toBe('nothing in common');
    expect(why.veto).toBeNull();
  });

  it('says which values were compared, and which were missing', async () => {
    const bare = person('x', [attribute('name', 'person-name', 'Anna Abel')]);
    const why = await explain(small, bare, at(0), resolution.model);
    const name = why.comparisons.find(({ id }) => id === 'personName');
    expect(name).toMatchObject({ left: { t1: 'anna', t2: 'abel' }, right: { t1: 'anna', t2: 'abel' } });
    expect(why.comparisons.find(({ id }) => id === 'date:born')).toMatchObject({ level: null, termBits: 0 });
  });

  it('scores one record against several candidates at once', async () => {
    const scores = await scorePairs(
      small,
      mentions.slice(0, 6),
      [
        [0, 1],
        [0, 2],
        [5, 0],
      ],
      resolution.model,
    );
    expect(scores.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [0, 2],
      [0, 5],
    ]);
    expect(scores[0]?.probability).toBeGreaterThan(0.9);
    expect(scores[1]?.probability).toBeLessThan(0.1);
  });

  it('refuses a model of another version', async () => {
    const old = { ...resolution.model, version: '0' };
    await expect(scorePairs(small, mentions, [[0, 1]], old)).rejects.toThrow(/version 0.*train again/);
  });
});
