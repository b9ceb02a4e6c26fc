import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MentionId } from '../../src/ids.ts';
import type { Judged } from '../../src/resolve/judgements/judged.ts';
import {
  findContradiction,
  isConsistent,
  JudgedClasses,
} from '../../src/resolve/judgements/judged-classes.ts';

const mention = fc.constantFrom(...'abcdefgh').map((letter) => `m_${letter}` as MentionId);
const sides = fc
  .uniqueArray(mention, { minLength: 2, maxLength: 5 })
  .chain((all) =>
    fc.integer({ min: 1, max: all.length - 1 }).map((cut) => [all.slice(0, cut), all.slice(cut)]),
  );
const judgements = fc
  .array(fc.record({ verdict: fc.constantFrom('SAME' as const, 'DIFFERENT' as const), sides }), {
    maxLength: 12,
  })
  .map((list) =>
    list.map(
      ({ verdict, sides: [left = [], right = []] }, at): Judged => ({ id: `j_${at}`, verdict, left, right }),
    ),
  );

/** Takes in what contradicts nothing before it, in order. */
function takeIn(list: readonly Judged[]): {
  readonly taken: readonly Judged[];
  readonly refused: readonly Judged[];
} {
  const taken: Judged[] = [];
  const refused: Judged[] = [];
  for (const judged of list) (findContradiction(taken, judged) === null ? taken : refused).push(judged);
  return { taken, refused };
}

describe('the algebra of judgements', () => {
  it('makes one class of whatever SAME ties together, over any number of steps', () => {
    fc.assert(
      fc.property(judgements, (list) => {
        const same = list.filter(({ verdict }) => verdict === 'SAME');
        const classes = new JudgedClasses(same);
        const ties = same.flatMap(({ left, right }) =>
          [...left, ...right].map((id) => [left[0] ?? id, id] as const),
        );
        const reach = (from: MentionId): Set<MentionId> => {
          const seen = new Set([from]);
          for (let grew = true; grew; ) {
            grew = false;
            for (const [a, b] of ties)
              if (seen.has(a) !== seen.has(b)) {
                seen.add(a).add(b);
                grew = true;
              }
          }
          return seen;
        };
        for (const [, members] of classes.classes())
          for (const one of members) expect([...reach(one)].sort()).toEqual([...members].sort());
      }),
    );
  });

  it('keeps whole classes apart where DIFFERENT was said of any two of their mentions', () => {
    fc.assert(
      fc.property(judgements, (list) => {
        const { taken } = takeIn(list);
        const classes = new JudgedClasses(taken);
        for (const { verdict, left, right } of taken) {
          if (verdict !== 'DIFFERENT') continue;
          for (const one of left)
            for (const other of right) {
              expect(classes.classOf(one)).not.toBe(classes.classOf(other));
              expect(classes.apartFrom(one).has(classes.classOf(other))).toBe(true);
              expect(classes.apartFrom(other).has(classes.classOf(one))).toBe(true);
            }
        }
      }),
    );
  });

  it('takes in nothing that contradicts, and refuses nothing that does not', () => {
    fc.assert(
      fc.property(judgements, (list) => {
        const { taken, refused } = takeIn(list);
        expect(isConsistent(taken)).toBe(true);
        for (const judged of refused) expect(isConsistent([...taken, judged])).toBe(false);
      }),
    );
  });

  it('names judgements that contradict by themselves, none of which could be left out', () => {
    fc.assert(
      fc.property(judgements, (list) => {
        const { taken, refused } = takeIn(list);
        for (const judged of refused) {
          const named = findContradiction(taken, judged) ?? [];
          const those = taken.filter(({ id }) => named.includes(id));
          expect(those).toHaveLength(named.length);
          expect(isConsistent([...those, judged])).toBe(false);
          for (const one of those)
            expect(isConsistent([...those.filter((other) => other !== one), judged])).toBe(true);
        }
      }),
    );
  });

  it('does not depend on the order in which judgements are read', () => {
    fc.assert(
      fc.property(judgements, fc.infiniteStream(fc.nat()), (list, numbers) => {
        const { taken } = takeIn(list);
        const keys = new Map(taken.map((judged) => [judged, numbers.next().value ?? 0]));
        const shuffled = [...taken].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        const [one, other] = [new JudgedClasses(taken), new JudgedClasses(shuffled)];
        for (const name of 'abcdefgh') {
          const id = `m_${name}` as MentionId;
          expect(one.classOf(id)).toBe(other.classOf(id));
          expect([...one.apartFrom(id)].sort()).toEqual([...other.apartFrom(id)].sort());
        }
      }),
    );
  });
});
