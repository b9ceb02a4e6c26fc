import { describe, expect, it } from 'vitest';
import { measureClusters } from '../../../src/evaluate/measures.ts';
import { constraintsOf } from '../../../src/resolve/engine/clustering/constraints-of.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute } from './invented-people.ts';
import { inventResident, inventResidents, residentId, stateResident } from './invented-residents.ts';

async function clusterOf(mentions: readonly EngineMention[]): Promise<readonly number[]> {
  const workspace = await Workspace.open();
  try {
    const { clusters } = await resolveMentions(workspace, mentions, { constraints: constraintsOf(mentions) });
    return [...clusters];
  } finally {
    workspace.close();
  }
}

describe('bad input in Chinese', () => {
  it.each([
    ['a column that is all one value', () => [attribute('nationality', 'code', '中国')]],
    ['a column that is all null', () => [attribute('remark', 'text', '')]],
    [
      'a column that is all unique',
      (one: number, copy: number) => [attribute('row', 'text', `第${one}-${copy}行`)],
    ],
    [
      "a call centre's number that half the records share",
      (one: number) => [
        attribute('contact', 'phone', one % 2 === 0 ? '13490012345' : `1349${2_000_000 + one * 7919}`),
      ],
    ],
    [
      'a placeholder that half the records share',
      (one: number) => [attribute('no', 'identifier', one % 2 === 0 ? '无编号' : `编${one}`, 'local.no')],
    ],
  ])('%s neither joins nor parts anybody', async (_, more) => {
    const { mentions, truth } = inventResidents(60, more);
    expect(measureClusters(await clusterOf(mentions), truth).f1).toBeGreaterThan(0.97);
  });

  it.each([
    ['an address that all records share', () => '澜州市澜江区人民路1号'],
    [
      'an address that two records in three share',
      (one: number) => (one % 3 === 0 ? `人民路${one + 100}号101室` : '福寿养老院 长江路12号'),
    ],
  ])('%s joins no strangers', async (_, addressOf) => {
    const mentions: EngineMention[] = [];
    const truth: string[] = [];
    for (let one = 0; one < 300; one++) {
      const { id: _, ...resident } = inventResident(one);
      for (let copy = 0; copy <= one % 2; copy++) {
        mentions.push(stateResident(`r${one}-${copy}`, { ...resident, address: addressOf(one) }));
        truth.push(String(one));
      }
    }
    expect(measureClusters(await clusterOf(mentions), truth).precision).toBeGreaterThan(0.99);
  });

  it('a source that delivers everything twice changes nobody', async () => {
    const { mentions, truth } = inventResidents(50);
    const again = mentions.map((mention) => ({ ...mention, id: `z${mention.id}` }));
    const clusters = await clusterOf([...mentions, ...again]);
    expect(measureClusters(clusters, [...truth, ...truth]).f1).toBeGreaterThan(0.97);
  });

  it('reads names of 200 characters and of mixed scripts', async () => {
    const { mentions, truth } = inventResidents(50);
    const odd = [
      '欧阳'.repeat(100),
      `${'欧阳'.repeat(100)}伟`,
      '王 Anna 小明',
      '🙂',
      '𠮷野家',
      '王*明',
      '先生',
      '某某',
    ];
    const clusters = await clusterOf([
      ...mentions,
      ...odd.map((name, at) => stateResident(`x${at}`, { name, born: `193${at}-05-1${at}` })),
    ]);
    expect(measureClusters(clusters.slice(0, truth.length), truth).f1).toBeGreaterThan(0.97);
    expect(new Set(clusters.slice(truth.length)).size).toBe(odd.length);
  });

  it('resolves two records only', async () => {
    const one = inventResident(4);
    expect(await clusterOf([stateResident('a', one), stateResident('b', one)])).toEqual([0, 0]);
    expect(await clusterOf([stateResident('a', one), stateResident('b', inventResident(9))])).toEqual([0, 1]);
  });
});

describe('twins', () => {
  const resident = inventResident(7);
  const sister = { ...resident, name: `${resident.name.slice(0, 1)}晓雨` };

  it.each([
    [
      'with ids of their own',
      { ...resident, id: residentId(resident.born, 101) },
      { ...sister, id: residentId(resident.born, 203) },
    ],
    [
      'with ids of their own and one name',
      { ...resident, id: residentId(resident.born, 101) },
      { ...resident, id: residentId(resident.born, 203) },
    ],
    [
      'with given names alone to tell them apart',
      { ...resident, id: undefined },
      { ...sister, id: undefined },
    ],
  ])('%s are never one', async (_, first, second) => {
    const without = ({ id, ...rest }: typeof first): Partial<typeof resident> =>
      id === undefined ? rest : { ...rest, id };
    const { mentions } = inventResidents(50);
    const clusters = await clusterOf([
      ...mentions.filter(({ id }) => !id.startsWith('r00007')),
      stateResident('s1', without(first)),
      stateResident('s2', without(second)),
      stateResident('s3', without(first), 'b'),
      stateResident('s4', without(second), 'b'),
    ]);
    const [one, other, again, otherAgain] = clusters.slice(-4);
    expect(one).toBe(again);
    expect(other).toBe(otherAgain);
    expect(one).not.toBe(other);
  });
});
