import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { readMigrations } from '../../src/graph/migrate.ts';
import { type Answer, buildSmallTown, type SmallTown } from '../api/small-town.ts';
import { onStore } from '../setup/on-store.ts';

let town: SmallTown;
beforeAll(async () => {
  town = await buildSmallTown();
});
afterAll(() => town.graph.close());

const residents = (letter: string, name: string) =>
  town.deliver(town.residents, [
    ['1', name, '13912345671', `${town.tag}${letter}`, `${town.tag}路1号`, '', '', '', ''],
    ['2', '李大壮', '13912345672', `${town.tag}B`, `${town.tag}路2号`, '', '', '', ''],
  ]);
const person = (letter: string): Caller => ({
  user: `person-${letter}`,
  role: 'subject',
  department: null,
  identifiers: [{ scheme: `local.${town.tag}`, value: `${town.tag}${letter}` }],
});
const REVIEWER: Caller = { user: 'r', role: 'reviewer', department: null };
const RAISE = 'mutation { raiseRestriction(kind: RESTRICTION, reason: "It is wrong") { id } }';
const DISMISS =
  'mutation D($id: ID!) { decideRestriction(id: $id, uphold: false, reason: "It was checked") { state } }';

/** All that a department sees of its first record and of whom it names, as it was known at an instant; null: now. */
async function tell(recorded: string | null): Promise<string> {
  const registry: Caller = { user: 'o', role: 'department', department: `${town.tag}-registry` };
  const asOf = { recorded };
  const { records, entities } = await town.ask(
    `query T($d: [ID!], $asOf: AsOf) {
      records(where: { datasets: $d }, asOf: $asOf) { nodes { key rows versions { rows } mentions { name attributes { original } } } }
      entities(where: { datasets: $d }, asOf: $asOf) { nodes {
        name evidence mentions { nodes { name } } claims { value }
        links { nodes { support other { name } records { rows } } } records { nodes { key rows } } timeline { nodes { record { key rows } } }
      } }
    }`,
    { d: [town.residents.id], asOf },
    registry,
  );
  return JSON.stringify([records, entities] satisfies Answer);
}

const instant = () => new Date().toISOString();

describe('what a person holds back, of a record that describes somebody else by now', () => {
  let asHers: string;
  let id: string;

  it('was known then, and is no more once she asks', async () => {
    await residents('A', '王小明');
    asHers = instant();
    await residents('C', '陈美丽');
    expect(await tell(asHers)).toContain('王小明');
    id = (await town.ask(RAISE, {}, person('A'))).raiseRestriction.id;
    const then = await tell(asHers);
    expect(then).not.toContain('王小明');
    expect(then).toContain('李大壮');
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

  it('is given free with the rest', async () => {
    await town.ask(DISMISS, { id }, REVIEWER);
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
    const migration = (await readMigrations()).find(({ name }) => name.startsWith('026'));
    const texts = (migration?.texts ?? []).filter((text) => text.startsWith('MATCH'));
    expect(texts).toHaveLength(2);
    for (const text of [...texts, ...texts]) await town.graph.migrate([[text]]);
    expect(await tell(null)).not.toContain('凡');
    const [row] = await onStore(
      `MATCH (s:HeldBack) WHERE s.dataset STARTS WITH $tag AND s.restricted IS NULL WITH DISTINCT s.name AS name ORDER BY name RETURN collect(name) AS names`,
      { tag },
    );
    expect(row?.names).toEqual(['赵一凡', '赵二凡']);
  });
});
