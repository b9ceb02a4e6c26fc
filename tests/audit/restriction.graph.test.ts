import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { onStore } from '../setup/on-store.ts';
import { DECIDE, personOf, RAISE, REVIEWER } from './restrict.ts';

let town: SmallTown;
beforeAll(async () => {
  town = await buildSmallTown();
  await town.deliver(town.residents, rows('13912345671'));
});
afterAll(() => town.graph.close());

const rows = (phone: string, rid = 'A') => [
  ['1', '王小明', phone, `${town.tag}${rid}`, `${town.tag}路1号`, '', '', '', ''],
  ['2', '李大壮', '13912345672', `${town.tag}B`, '', '', '', '', ''],
];

describe('a restriction that a person raises', () => {
  let id: string;

  it('holds back every mention in which her identifier stands, and no other', async () => {
    expect(await linksOfHomes()).toEqual([1]);
    const { raiseRestriction } = await town.ask(RAISE, {}, personOf(town, 'A'));
    id = raiseRestriction.id;
    expect(raiseRestriction).toMatchObject({ state: 'OPEN', mentions: [expect.stringMatching(/^m_/)] });
    expect(await heldBack()).toEqual(['1']);
  });

  it('takes what was derived from it along: who sees a whole dataset sees no link to her either', async () => {
    expect(await linksOfHomes()).toEqual([0]);
  });

  it('outlives a new delivery and holds back what another department states later', async () => {
    await town.deliver(town.residents, rows('13912345999'));
    await town.deliver(town.vehicles, [['9', '沪A12345', '王小明', `${town.tag}A`, '', '']]);
    expect(await heldBack()).toEqual(['1', '9']);
  });

  it('stays with what a department has ended, and lets go of a record that describes somebody else now', async () => {
    await town.deliver(town.vehicles, [['8', '沪A12346', '', '', '', '']]);
    await town.deliver(town.residents, rows('13912345999', 'C'));
    expect(await heldBack()).toEqual(['9']);
    await town.deliver(town.residents, rows('13912345999'));
    expect(await heldBack()).toEqual(['1', '9']);
  });

  it('waits for a reviewer, and for nobody else', async () => {
    expect(await town.refuse(DECIDE, { id, uphold: false })).toEqual(['FORBIDDEN']);
    expect(await town.refuse(DECIDE, { id, uphold: false }, personOf(town, 'A'))).toEqual(['FORBIDDEN']);
    expect(await town.refuse('{ restrictions { nodes { id } } }', {}, personOf(town, 'A'))).toEqual([
      'FORBIDDEN',
    ]);
    expect(await town.refuse(RAISE, {}, REVIEWER)).toEqual(['FORBIDDEN']);
    const { ownRestrictions } = await town.ask('{ ownRestrictions { id } }', {}, personOf(town, 'B'));
    expect(ownRestrictions).toEqual([]);
  });

  it('is given free when it is dismissed, unless another one holds, and is decided once', async () => {
    const second = (await town.ask(RAISE, {}, personOf(town, 'A'))).raiseRestriction.id;
    await town.ask(DECIDE, { id, uphold: false }, REVIEWER);
    expect(await heldBack()).toEqual(['1', '9']);
    expect(await town.refuse(DECIDE, { id, uphold: true }, REVIEWER)).toEqual(['RESTRICTION_STATE']);
    await town.ask(DECIDE, { id: second, uphold: true }, REVIEWER);
    expect(await heldBack()).toEqual(['1', '9']);
    const { ownRestrictions } = await town.ask(
      '{ ownRestrictions { id state decision } }',
      {},
      personOf(town, 'A'),
    );
    expect(ownRestrictions.map(({ state }: { state: string }) => state).sort()).toEqual([
      'DISMISSED',
      'UPHELD',
    ]);
  });
});

/** How many links each home of the town has, as its own department sees them. */
async function linksOfHomes(): Promise<readonly number[]> {
  const registry: Caller = { user: 'o', role: 'department', department: `${town.tag}-registry` };
  const query = `query H($d: [ID!]) { entities(where: { datasets: $d, kind: Place }) { nodes { evidence links { totalCount nodes { support } } } } }`;
  const { entities } = await town.ask(query, { d: [town.residents.id] }, registry);
  return entities.nodes.map(({ links }: { links: { totalCount: number; nodes: unknown[] } }) =>
    links.nodes.length === links.totalCount ? links.totalCount : -1,
  );
}

/** Keys of the records with a mention that is held back. */
async function heldBack(): Promise<readonly string[]> {
  const rows = await onStore(
    `MATCH (r:Record)-[:MENTIONS]->(m:Mention&HeldBack)
     WHERE r.dataset STARTS WITH $tag RETURN r.key AS key ORDER BY key`,
    { tag: town.tag },
  );
  return rows.map(({ key }) => String(key).replace(/\D/g, ''));
}
