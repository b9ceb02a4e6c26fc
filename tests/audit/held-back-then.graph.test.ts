import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { DECIDE, personOf, RAISE, REVIEWER } from './restrict.ts';

let town: SmallTown;
beforeAll(async () => {
  town = await buildSmallTown();
});
afterAll(() => town.graph.close());

const PHONES = { A: '13912345671', C: '13912345673', E: '13912345675' } as const;
const OTHERS = (): readonly (readonly string[])[] => [
  ['2', '李大壮', '13912345672', `${town.tag}B`, `${town.tag}路2号`, '', '', '', ''],
];
const residents = (letter: keyof typeof PHONES, name: string) =>
  town.deliver(town.residents, [
    ['1', name, PHONES[letter], `${town.tag}${letter}`, `${town.tag}路1号`, '', '', '', ''],
    ...OTHERS(),
  ]);

/** All that a department sees of its first record and of whom it names, as it was known at an instant; null: now. */
async function tell(recorded: string | null): Promise<string> {
  const registry: Caller = { user: 'o', role: 'department', department: `${town.tag}-registry` };
  const asOf = { recorded };
  const told = await town.ask<Answer>(
    `query T($d: [ID!], $asOf: AsOf) {
      records(where: { datasets: $d }, asOf: $asOf) { nodes { key rows versions { rows } mentions { name attributes { original } } } }
      search(text: "${town.tag}A", asOf: $asOf) { nodes { entity { name } } }
      lookup(identifiers: [{ value: "${town.tag}A" }], asOf: $asOf) { entities { id } }
      entities(where: { datasets: $d }, asOf: $asOf) { nodes {
        name evidence mentions { nodes { name } } claims { value }
        links { nodes { support other { name } records { rows } } } records { nodes { key rows } } timeline { nodes { record { key rows } } }
      } }
    }`,
    { d: [town.residents.id], asOf },
    registry,
  );
  return JSON.stringify(told);
}

const instant = () => new Date().toISOString();

describe('what a person holds back, of a record that describes somebody else by now', () => {
  let asHers: string;
  let id: string;
  let problem: string;

  it('was known then, and is no more once she asks', async () => {
    await residents('A', '王小明');
    asHers = instant();
    problem = await findWrong('王小明', PHONES.A);
    await residents('C', '陈美丽');
    expect(await tell(asHers)).toContain('王小明');
    expect(await tell(asHers)).toContain(PHONES.A);
    expect(await wrongValueOf(problem)).toBe(`+86${PHONES.A}`);
    expect(await linksOfHomes(asHers)).toEqual([1, 1]);
    id = (await town.ask(RAISE, {}, personOf(town, 'A'))).raiseRestriction.id;
    const then = await tell(asHers);
    expect(then).not.toContain('王小明');
    expect(then).not.toContain(PHONES.A);
    expect(then).toContain('李大壮');
    expect(await linksOfHomes(asHers)).toEqual([0, 1]);
    expect(await wrongValueOf(problem)).toBeNull();
  });

  it('leaves to the other what is said now', async () => {
    const now = await tell(null);
    expect(now).toContain('陈美丽');
    expect(now).not.toContain('王小明');
  });

  it('is held back too where she had asked before the record was changed', async () => {
    await residents('A', '王小明');
    expect(await tell(null)).not.toContain('王小明');
    const again = instant();
    await residents('C', '陈美丽');
    expect(await tell(again)).not.toContain('王小明');
    expect(await tell(null)).toContain('陈美丽');
  });

  it('lets go of a record that ended as hers and begins again as another’s', async () => {
    await residents('A', '王小明');
    await town.deliver(town.residents, OTHERS());
    expect(await tell(null)).not.toContain('王小明');
    await residents('C', '陈美丽');
    expect(await tell(null)).toContain('陈美丽');
    expect(await tell(null)).not.toContain('王小明');
  });

  it('is found by migration 27 in a store where such versions were passed over', async () => {
    await onStore('MATCH (v:MentionVersion&HeldBack) WHERE v.dataset STARTS WITH $tag REMOVE v:HeldBack', {
      tag: town.tag,
    });
    expect(await tell(asHers)).toContain('王小明');
    await migrateAgain(town.graph, '027');
    expect(await tell(asHers)).not.toContain('王小明');
  });

  it('is given free with the rest', async () => {
    await town.ask(DECIDE, { id, uphold: false }, REVIEWER);
    expect(await tell(asHers)).toContain('王小明');
  });
});

describe('a store from before the label', () => {
  it('is turned by migration 26, which may run twice and leaves no property', async () => {
    await residents('E', '赵一凡');
    await residents('E', '赵二凡');
    const held = `MATCH (m:Mention) WHERE m.dataset STARTS WITH $tag AND m.name CONTAINS '凡' OPTIONAL MATCH (m)-[:WAS]->(v)`;
    const { tag } = town;
    await onStore(
      `${held} SET m.restricted = true FOREACH (w IN CASE WHEN v.name CONTAINS '一凡' THEN [v] ELSE [] END | SET w.restricted = true)`,
      { tag },
    );
    expect(await tell(null)).toContain('赵二凡');
    await migrateAgain(town.graph, '026');
    await migrateAgain(town.graph, '026');
    expect(await tell(null)).not.toContain('凡');
    const [row] = await onStore(
      `MATCH (s:HeldBack) WHERE s.dataset STARTS WITH $tag AND s.restricted IS NULL WITH DISTINCT s.name AS name ORDER BY name RETURN collect(name) AS names`,
      { tag },
    );
    expect(row?.names).toEqual(['赵一凡', '赵二凡']);
  });
});

/** Has a value of somebody registered as wrong, and gives the id of the problem. */
async function findWrong(name: string, value: string): Promise<string> {
  const { entities } = await town.ask(
    'query ($d: [ID!]) { entities(where: { kind: Person, datasets: $d }) { nodes { id name } } }',
    { d: [town.residents.id] },
  );
  const entity = entities.nodes.find((node: Answer) => node.name === name).id;
  const { done } = await town.ask(
    `mutation ($e: ID!, $v: String!) {
      done: registerKnownProblem(entity: $e, attribute: "phone", value: $v, reason: "Asked at the counter") { id }
    }`,
    { e: entity, v: value },
  );
  return done.id;
}

async function wrongValueOf(id: string): Promise<string | null> {
  return (await town.ask('query ($id: ID!) { knownProblem(id: $id) { value } }', { id })).knownProblem.value;
}

/** How many links each home had, the first house first. */
async function linksOfHomes(recorded: string): Promise<readonly number[]> {
  const { entities } = await town.ask(
    `query ($d: [ID!], $asOf: AsOf) {
      entities(where: { kind: Place, datasets: $d }, asOf: $asOf) { nodes { name links { totalCount nodes { support } } } }
    }`,
    { d: [town.residents.id], asOf: { recorded } },
  );
  const homes: readonly Answer[] = entities.nodes.toSorted((one: Answer, other: Answer) =>
    one.name.localeCompare(other.name),
  );
  return homes.map(({ links }) => {
    expect(links.nodes).toHaveLength(links.totalCount);
    return links.totalCount;
  });
}
