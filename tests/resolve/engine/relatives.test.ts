import { describe, expect, it } from 'vitest';
import { resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { PairScorer } from '../../../src/resolve/engine/scoring/pair-scorer.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { findKin } from '../../../src/resolve/matching/why-not.ts';
import { HAN, inventHouseholds, LATIN } from './invented-households.ts';
import { attribute, inventPeople, person } from './invented-people.ts';

/** Pairs of mentions in one cluster that are one person and that are two, and how many there are of one person. */
function countPairs(clusters: Int32Array, truth: readonly string[]) {
  let [right, wrong, all] = [0, 0, 0];
  truth.forEach((one, left) => {
    for (let other = left + 1; other < truth.length; other++) {
      const isOne = one === truth[other];
      if (isOne) all += 1;
      if (clusters[left] === clusters[other]) isOne ? right++ : wrong++;
    }
  });
  return { right, wrong, all };
}

describe.each([
  ['Latin', LATIN],
  ['Han', HAN],
] as const)('households with names in %s letters', (_, names) => {
  const { mentions, truth } = inventHouseholds(300, names);

  it('are told apart by who is called what and born when, though they share more than that', async () => {
    const workspace = await Workspace.open();
    const { clusters, model } = await resolveMentions(workspace, mentions).finally(() => workspace.close());
    const { right, wrong, all } = countPairs(clusters, truth);
    expect(right / all).toBeGreaterThan(0.95);
    expect(wrong / (right + wrong)).toBeLessThan(0.02);
    expect(model.relatives).not.toBeNull();
  });

  it('are why two are not one, where nothing else is', async () => {
    const workspace = await Workspace.open();
    const { model } = await resolveMentions(workspace, mentions).finally(() => workspace.close());
    const shared = [
      attribute('address', 'address', names.addressOf(1, 12)),
      attribute('phone', 'phone', '13912345678'),
    ];
    const [given, other] = [names.given[0] ?? '', names.given[10] ?? ''];
    const family = names.families[0] ?? '';
    const two = [
      person('a', [attribute('name', 'person-name', names.nameOf(given, family)), ...shared]),
      person('b', [attribute('name', 'person-name', names.nameOf(other, family)), ...shared]),
    ];
    const scorer = new PairScorer(model);
    const [score] = await scorer.explain(two, [[0, 1]]).finally(() => scorer.close());
    if (score === undefined) throw new Error('The pair was not scored');
    expect(score.bits).toBeLessThanOrEqual(score.relatives ?? Number.NaN);
    expect(findKin(score).map(({ code }) => code)).toEqual(['RELATIVES']);
  });
});

it('where nobody lives with anybody, nobody is told from relatives', async () => {
  const workspace = await Workspace.open();
  const { mentions } = inventPeople(300);
  const { model } = await resolveMentions(workspace, mentions).finally(() => workspace.close());
  expect(model.relatives).toBeNull();
});
