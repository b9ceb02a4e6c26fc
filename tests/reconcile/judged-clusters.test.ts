import { describe, expect, it } from 'vitest';
import type { EntityId, MentionId } from '../../src/ids.ts';
import { splitApart } from '../../src/reconcile/split-apart.ts';
import { cluster } from '../../src/resolve/cluster.ts';
import { toIdentityMention } from '../../src/resolve/identity-claim.ts';
import type { EntityState, IdentifierState } from '../../src/resolve/identity-state.ts';
import type { JudgedNodes } from '../../src/resolve/judgements/judgement-reader.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';

const m = (name: string) => `m_${name}` as MentionId;
const e = (name: string) => `e_${name}` as EntityId;

/** A person with identifiers: resident numbers are held one for good, passports are not. */
function person(name: string, identifiers: Readonly<Record<string, string>>) {
  const attributes = Object.entries(identifiers).map(([scheme, value]) => ({
    ...{ name: scheme, kind: 'identifier' as const, scheme, value, original: value },
  }));
  return toIdentityMention(
    {
      ...{ id: m(name), record: 'r_x' as never, dataset: 'd/s', role: 'r', kind: 'Person', type: '' },
      ...{ attributes, namesake: false, validFrom: FAR_PAST, validTo: FAR_FUTURE },
    },
    null,
  );
}

const RID = 'cn.resident-id';
const LOCAL = 'local.judged';

function groupsOf(people: readonly ReturnType<typeof person>[], judged?: JudgedNodes): string {
  const states = new Map<string, IdentifierState>(
    people.flatMap(({ claims }) =>
      claims.map(({ key }) => [key, { names: [], blocked: false, holders: [] }] as const),
    ),
  );
  const { components } = cluster(people, states, new Map(), new Set(), { judged });
  return components
    .map(({ mentions }) =>
      mentions
        .map(({ id }) => id.slice(2))
        .sort()
        .join(''),
    )
    .sort()
    .join(' ');
}

describe('identifiers under judgements', () => {
  const people = [
    person('a', { [LOCAL]: '1' }),
    person('b', { [LOCAL]: '1' }),
    person('c', { [LOCAL]: '1' }),
  ];

  it('join what nobody parted', () => {
    expect(groupsOf(people)).toBe('abc');
  });

  it('join on the other side whom a judgement keeps away from the first', () => {
    const different = [
      [m('a'), m('b')],
      [m('a'), m('c')],
    ] as const;
    expect(groupsOf(people, { same: [], different })).toBe('a bc');
  });

  it('give way where a person says that two numbers are of one, and each still joins its own', () => {
    const [one, other] = ['11010519491231002X', '110105194912310046'];
    const four = [
      ...[person('a', { [RID]: one }), person('b', { [RID]: other })],
      ...[person('c', { [RID]: one }), person('d', { [RID]: other })],
    ];
    expect(groupsOf(four)).toBe('ac bd');
    expect(groupsOf(four, { same: [[m('a'), m('b')]], different: [] })).toBe('abcd');
  });

  it('say between whom they contradict each other', () => {
    const two = [
      person('a', { [RID]: '11010519491231002X', [LOCAL]: '1' }),
      person('b', { [RID]: '110105194912310046', [LOCAL]: '1' }),
    ];
    const states = new Map<string, IdentifierState>(
      two.flatMap(({ claims }) =>
        claims.map(({ key }) => [key, { names: [], blocked: false, holders: [] }] as const),
      ),
    );
    const { conflicts } = cluster(two, states, new Map(), new Set());
    expect(conflicts).toEqual([{ key: `${LOCAL}:1`, scheme: RID, between: [m('a'), m('b')] }]);
  });

  it('hold for entities that take part as a whole too', () => {
    const whole: EntityState = {
      kind: 'Person',
      type: '',
      evidence: 9,
      recordedFrom: FAR_PAST,
      alive: true,
      keys: [`${LOCAL}:1`],
    };
    const holders = [{ entity: e('E'), from: FAR_PAST, to: FAR_FUTURE }];
    const states = new Map([[`${LOCAL}:1`, { names: [], blocked: false, holders }]]);
    const [a = person('a', {})] = people;
    const apart = { same: [], different: [[m('a'), e('E')]] as const };
    const run = (judged?: JudgedNodes) =>
      cluster([a], states, new Map([[e('E'), whole]]), new Set([e('E')]), { judged }).components.length;
    expect([run(), run(apart)]).toEqual([1, 2]);
  });
});

describe('dividing an entity', () => {
  const ids = ['a', 'b', 'c', 'd'].map(m);
  const weights = (list: readonly (readonly [number, number, number])[]) => ({
    left: Int32Array.from(list, ([left]) => left),
    right: Int32Array.from(list, ([, right]) => right),
    bits: Float64Array.from(list, ([, , bits]) => bits),
  });
  const sorted = (groups: readonly (readonly MentionId[])[]) =>
    groups.map((group) => [...group].sort().join(' ')).sort();

  it('takes as few parts as it needs, and the rest stays with the most where nothing tells', () => {
    const parts = [[m('a')], [m('b')], [m('c'), m('d')]];
    expect(sorted(splitApart(ids, parts, [[m('a'), m('b')]], null))).toEqual(['m_a m_c m_d', 'm_b']);
    expect(sorted(splitApart(ids, parts, [], null))).toEqual(['m_a m_b m_c m_d']);
  });

  it('gives each mention to the side that it is more like', () => {
    const parts = ids.map((id) => [id]);
    const pairs = weights([
      [0, 1, 9],
      [0, 2, -1],
      [1, 2, 4],
      [0, 3, 5],
      [1, 3, 1],
    ]);
    expect(sorted(splitApart(ids, parts, [[m('a'), m('b')]], pairs))).toEqual(['m_a m_d', 'm_b m_c']);
  });

  it('never tears apart what belongs together', () => {
    const parts = [[m('a'), m('c')], [m('b')], [m('d')]];
    const pairs = weights([[1, 2, 11]]);
    expect(sorted(splitApart(ids, parts, [[m('a'), m('b')]], pairs))).toEqual(['m_a m_c m_d', 'm_b']);
  });
});
