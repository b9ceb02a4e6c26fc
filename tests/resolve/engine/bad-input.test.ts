import { describe, expect, it } from 'vitest';
import { measureClusters } from '../../../src/evaluate/measures.ts';
import type { EngineMention } from '../../../src/resolve/engine/mention.ts';
import { type Resolution, resolveMentions } from '../../../src/resolve/engine/resolve-mentions.ts';
import { Workspace } from '../../../src/resolve/engine/sql/workspace.ts';
import { attribute, inventPeople, person } from './invented-people.ts';

async function resolve(mentions: readonly EngineMention[]): Promise<Resolution> {
  const workspace = await Workspace.open();
  try {
    return await resolveMentions(workspace, mentions);
  } finally {
    workspace.close();
  }
}

async function f1Of(people: ReturnType<typeof inventPeople>): Promise<number> {
  const { clusters } = await resolve(people.mentions);
  return measureClusters([...clusters], people.truth).f1;
}

describe('bad input', () => {
  it.each([
    ['a column that is all one value', () => [attribute('country', 'code', 'XX')]],
    ['a column that is all null', () => [attribute('note', 'text', '')]],
    [
      'a column that is all unique',
      (one: number, copy: number) => [attribute('row', 'text', `${one}/${copy}`)],
    ],
    [
      'a phone that half the records share',
      (one: number) => [
        attribute('phone', 'phone', one % 2 === 0 ? '021-62345678' : `138${1_000_0000 + one * 7919}`),
      ],
    ],
    [
      'an identifier that half the records share',
      (one: number) => [attribute('no', 'identifier', one % 2 === 0 ? 'A-1' : `B-${one}`, 'local.no')],
    ],
  ])('%s neither joins nor parts anybody', async (_, more) => {
    expect(await f1Of(inventPeople(80, 2, more))).toBeGreaterThan(0.97);
  });

  it('a source that delivers everything twice changes nobody', async () => {
    const { mentions, truth } = inventPeople(60);
    const again = mentions.map((mention) => ({ ...mention, id: `z${mention.id}` }));
    expect(await f1Of({ mentions: [...mentions, ...again], truth: [...truth, ...truth] })).toBeGreaterThan(
      0.97,
    );
  });

  it('reads names of 200 characters and of mixed scripts', async () => {
    const long = `${'maximilian '.repeat(18)}oldenburg`;
    const odd = [
      long,
      `${long} junior`,
      '王 Anna Schmidt',
      '王 Anna Schmitt',
      'Иван Петров',
      'Иван Петровъ',
      "'; DROP TABLE x --",
      '🙂',
    ];
    const { mentions, truth } = inventPeople(60);
    const more = odd.map((name, at) =>
      person(`x${at}`, [
        attribute('name', 'person-name', name),
        attribute('born', 'date', `18${10 + (at < 6 ? at >> 1 : at)}-05-17`),
      ]),
    );
    const { clusters } = await resolve([...mentions, ...more]);
    const known = [...clusters].slice(0, truth.length);
    expect(measureClusters(known, truth).f1).toBeGreaterThan(0.97);
    const others = [...clusters].slice(truth.length);
    expect(others[0]).toBe(others[1]);
    expect(others[6]).not.toBe(others[7]);
  });

  it('resolves nobody, one and two', async () => {
    expect((await resolve([])).clusters).toHaveLength(0);
    const { mentions } = inventPeople(1);
    expect([...(await resolve(mentions.slice(0, 1))).clusters]).toEqual([0]);
    expect([...(await resolve(mentions)).clusters]).toEqual([0, 0]);
    const strangers = [mentions[0], inventPeople(2).mentions[2]].filter((one) => one !== undefined);
    expect([...(await resolve(strangers)).clusters]).toEqual([0, 1]);
  });

  it('a mention without a single attribute stays by itself', async () => {
    const { mentions } = inventPeople(40);
    const { clusters } = await resolve([...mentions, person('x', []), person('y', [])]);
    expect([...clusters].slice(-2)).toEqual([80, 81]);
  });
});
