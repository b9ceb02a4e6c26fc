import { describe, expect, it } from 'vitest';
import type { MentionId } from '../../src/ids.ts';
import { cluster } from '../../src/resolve/cluster.ts';
import { countNames, findTogether, UNMET } from '../../src/resolve/identified.ts';
import { toIdentityMention } from '../../src/resolve/identity-claim.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';

const NUMBER = '380402196403215688';

/** Somebody under one number. */
function person(id: string, name: string | null) {
  const written =
    name === null ? [] : [{ name: 'name', kind: 'person-name', value: name, original: name } as const];
  const number = { name: 'residentId', kind: 'identifier', scheme: 'cn.resident-id', value: NUMBER } as const;
  return toIdentityMention(
    {
      ...{
        id: `m_${id}` as MentionId,
        record: 'r_x' as never,
        dataset: 'd/s',
        role: 'r',
        kind: 'Person',
        type: '',
      },
      ...{ namesake: false, attributes: [...written, { ...number, original: NUMBER }] },
      ...{ validFrom: FAR_PAST, validTo: FAR_FUTURE },
    },
    null,
  );
}

const groupsOf = (people: readonly ReturnType<typeof person>[]): readonly string[] =>
  findTogether(people, new Map([[`cn.resident-id:${NUMBER}`, UNMET]])).map((group) => group.join(' '));

describe('a number under which people have several names', () => {
  const most = [person('a', '识淑珍'), person('b', '识淑贞'), person('c', '甘淑珍')];

  it('joins those who are named as most are, and those who are not named', () => {
    expect(groupsOf([...most, person('d', '欧阳兴'), person('e', null)])).toEqual(['m_a m_b m_c m_e']);
  });

  it('joins nobody with a name where none has most', () => {
    expect(groupsOf([person('a', '识淑珍'), person('b', '欧阳兴')])).toEqual([]);
  });

  it('joins them all where nothing else decides', () => {
    const people = [...most, person('d', '欧阳兴')];
    const { components } = cluster(
      people,
      new Map([[`cn.resident-id:${NUMBER}`, UNMET]]),
      new Map(),
      new Set(),
    );
    expect(components).toHaveLength(1);
  });

  it.each([
    ['slips of one name', ['沈冰', '沈水', '申冰', '沈兵', '沉冰', '沈永'], false],
    ['names of five people', ['识昌明', '甘丽', '欧阳博', '鲁建国', '沈冰'], true],
  ])('is blocked by more than four of them: %s', (_, names, blocked) => {
    const identifiers = new Map([[`cn.resident-id:${NUMBER}`, UNMET]]);
    countNames(
      names.map((name, at) => person(String(at), name)),
      identifiers,
    );
    expect(identifiers.get(`cn.resident-id:${NUMBER}`)?.blocked).toBe(blocked);
  });
});
