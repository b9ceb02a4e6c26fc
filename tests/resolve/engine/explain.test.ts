import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { type Resolution, resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { PairScorer } from '../../../src/resolve/engine/scoring/pair-scorer.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute, inventPeople, person } from './invented-people.ts';

describe('what a score is made of', () => {
  const { mentions } = inventPeople(80);
  let workspace: Workspace;
  let resolution: Resolution;
  let scorer: PairScorer;

  beforeAll(async () => {
    workspace = await Workspace.open();
    resolution = await resolveMentions(workspace, mentions);
    scorer = new PairScorer(resolution.model);
  });
  afterAll(() => {
    workspace.close();
    scorer.close();
  });

  const at = (place: number): EngineMention => mentions[place] ?? person('none', []);
  const levelOf = (id: string, levels: readonly { readonly level: number }[]): string | undefined => {
    const index = resolution.model.comparisons.findIndex((comparison) => comparison.id === id);
    return resolution.model.comparisons[index]?.levels[(levels[index]?.level ?? 0) - 1]?.label;
  };

  it('adds up to the number that the engine used', async () => {
    const { pairs } = resolution;
    for (const place of [0, 7, 50]) {
      const [left, right] = [pairs.left[place] ?? 0, pairs.right[place] ?? 0];
      const [why] = await scorer.explain([at(left), at(right)], [[0, 1]]);
      const sum = why?.parts.reduce((total, one) => total + one.weight + one.frequency, why.prior);
      expect(why?.bits).toBeCloseTo(pairs.bits[place] ?? 0, 6);
      expect(sum).toBeCloseTo(why?.bits ?? Number.NaN, 6);
    }
  });

  it('is told of two mentions that were never candidates', async () => {
    const [why] = await scorer.explain([at(0), at(3)], [[0, 1]]);
    expect(why?.bits).toBeLessThan(-6);
    expect(levelOf('personName', why?.parts ?? [])).toBe('nothing in common');
  });

  it('counts what one of the two leaves out as neither for nor against, but for the model', async () => {
    const bare = person('x', [attribute('name', 'person-name', 'Anna Abel')]);
    const [why] = await scorer.explain([at(0), bare], [[0, 1]]);
    expect(levelOf('date:born', why?.parts ?? [])).toBeUndefined();
    expect(
      why?.parts.find((_, index) => resolution.model.comparisons[index]?.id === 'date:born'),
    ).toMatchObject({
      level: 0,
      frequency: 0,
    });
  });

  it('is told of several pairs at once, in their order', async () => {
    const scores = await scorer.explain(mentions.slice(0, 6), [
      [0, 2],
      [0, 1],
      [0, 5],
    ]);
    expect(scores.map(({ bits }) => bits > 0)).toEqual([false, true, false]);
  });

  it('is refused of a model of another version', () => {
    expect(() => new PairScorer({ ...resolution.model, version: '0' })).toThrow(/version 0.*train again/);
  });
});
