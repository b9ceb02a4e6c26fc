import { describe, expect, it } from 'vitest';
import { type MentionId, recordId } from '../../src/ids.ts';
import { toIdentityMention } from '../../src/resolve/identity-claim.ts';
import { findVetoes, findWeakness } from '../../src/resolve/matching/why-not.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';
import { residentId } from './engine/invented-residents.ts';

/** What a record of a dataset says of a resident; null: it gives no number. */
function mention(id: string, number: string | null, dataset = 'd/residents') {
  return toIdentityMention(
    {
      ...{ id: `m_${id}` as MentionId, record: recordId(dataset, id), dataset, role: 'resident' },
      ...{ kind: 'Person', type: '', namesake: false, validFrom: FAR_PAST, validTo: FAR_FUTURE },
      attributes:
        number === null
          ? []
          : [{ name: 'no', kind: 'identifier', scheme: 'cn.resident-id', value: number, original: number }],
    },
    null,
  );
}

describe('what forbids that two things are one', () => {
  const [ours, theirs] = [residentId('1971-03-12', 7), residentId('1971-03-12', 8)];
  const none = new Map<string, string>();

  it('is what any mention of either bears, also where the two that are most alike bear nothing', () => {
    const silent = mention('a', null, 'd/permits');
    expect(findVetoes([silent, mention('b', ours)], [mention('c', theirs)], none)).toEqual([
      { code: 'EXCLUSIVE_VALUES', bits: null },
    ]);
    expect(findVetoes([silent], [mention('c', theirs)], none)).toEqual([]);
    expect(findVetoes([silent, mention('b', ours)], [mention('c', ours)], none)).toEqual([]);
  });

  it('is that a source which states nobody twice states both', () => {
    const once = new Map([['d/residents', 'resident']]);
    const sides = [[mention('a', null, 'd/permits'), mention('b', null)], [mention('c', null)]] as const;
    expect(findVetoes(...sides, once)).toEqual([{ code: 'ONE_SOURCE', bits: null }]);
    expect(findVetoes(...sides, none)).toEqual([]);
  });

  it('is told apart from being too unlike, as two mentions or as two entities', () => {
    expect(findWeakness(-3, -3)).toEqual([{ code: 'TOO_WEAK', bits: 1.25 }]);
    expect(findWeakness(20, -2)).toEqual([{ code: 'TOO_WEAK_TOGETHER', bits: 0.25 }]);
    expect(findWeakness(20, 3)).toEqual([]);
  });
});
