import { describe, expect, it } from 'vitest';
import type { StoredAttribute } from '../../src/intake/stored-attribute.ts';
import type { EngineMention } from '../../src/resolve/engine/mention.ts';
import { scoreCandidates } from '../../src/resolve/engine/resolve-mentions.ts';
import { PairScorer } from '../../src/resolve/engine/scoring/pair-scorer.ts';
import { Workspace } from '../../src/resolve/engine/sql/workspace.ts';
import { train } from '../../src/resolve/engine/training/train.ts';

const SURNAMES = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄'];
const GIVEN = ['建国', '秀兰', '伟', '芳', '小红', '志强', '丽华', '海燕', '军', '桂英'];

/** Invented persons, each stated two or three times with a slip here and there. */
function inventMentions(count: number): readonly EngineMention[] {
  const mentions: EngineMention[] = [];
  for (let person = 0; person < count; person++) {
    const name = `${SURNAMES[person % 8]}${GIVEN[(person * 7) % 10]}`;
    const born = `19${50 + (person % 40)}-0${1 + (person % 9)}-1${person % 10}`;
    for (let copy = 0; copy < 2 + (person % 2); copy++) {
      const attributes: StoredAttribute[] = [
        { name: 'name', kind: 'person-name', value: copy === 2 ? `${name}子` : name, original: name },
        {
          name: 'born',
          kind: 'date',
          value: copy === 1 && person % 5 === 0 ? born.slice(0, 7) : born,
          original: born,
        },
      ];
      if (copy !== 1)
        attributes.push({
          name: 'phone',
          kind: 'phone',
          value: `+86139${10_000_000 + person}`,
          original: '',
        });
      if (copy !== 0)
        attributes.push({
          name: 'address',
          kind: 'address',
          value: `城东区人民路${person % 30}号`,
          original: '',
        });
      mentions.push({
        id: `m_${String(mentions.length).padStart(5, '0')}`,
        kind: 'Person',
        type: '',
        source: `d${copy}`,
        attributes,
      });
    }
  }
  return mentions;
}

describe('the scorer of few pairs', () => {
  it('gives the bits of the bulk path, call after call, and parts that add up to them', async () => {
    const mentions = inventMentions(150);
    const workspace = await Workspace.open();
    try {
      const model = await train(workspace, mentions);
      const bulk = await scoreCandidates(workspace, mentions, model);
      const scorer = new PairScorer(model);
      expect(bulk.left.length).toBeGreaterThan(300);
      for (const step of [97, 41, 13]) {
        const chosen = [...bulk.left.keys()].filter((at) => at % step === 0);
        const pairs = chosen.map((at) => [bulk.left[at] ?? 0, bulk.right[at] ?? 0] as const);
        const places = [...new Set(pairs.flat())].reverse();
        const few = places.map((place) => mentions[place]).filter((mention) => mention !== undefined);
        const moved = pairs.map(([left, right]) => [places.indexOf(left), places.indexOf(right)] as const);
        const bits = await scorer.score(few, moved);
        const explained = await scorer.explain(few, moved);
        chosen.forEach((at, place) => {
          expect(bits[place]).toBeCloseTo(bulk.bits[at] ?? Number.NaN, 6);
          const { prior = 0, parts = [] } = explained[place] ?? {};
          const sum = parts.reduce((total, { weight, frequency }) => total + weight + frequency, prior);
          expect(sum).toBeCloseTo(bulk.bits[at] ?? Number.NaN, 6);
        });
      }
      // Let go of while it is asked, it serves who asked before and who asks afterwards.
      const pair = [bulk.left[0] ?? 0, bulk.right[0] ?? 0] as const;
      const asked = scorer.score(mentions, [pair]);
      scorer.close();
      for (const bits of [await asked, await scorer.score(mentions, [pair])])
        expect(bits[0]).toBeCloseTo(bulk.bits[0] ?? Number.NaN, 6);
    } finally {
      workspace.close();
    }
  });
});
