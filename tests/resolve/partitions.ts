import type { Driver } from 'neo4j-driver';
import type { Context } from '../../src/context.ts';
import { findSame, resolveFromScratch } from '../../src/evaluate/resolve-from-scratch.ts';
import type { EntityKind } from '../../src/intake/mapped.ts';
import { Workspace } from '../../src/resolve/engine/sql/workspace.ts';
import { loadNewestModels } from '../../src/resolve/matching/model-store.ts';
import { readAllResolvable, readOnceRoles, toEngineMention } from '../../src/resolve/matching/resolvable.ts';

/** What each mention is one with: the entity that it refers to, or another name that all of its group share. */
export type Partition = ReadonlyMap<string, string>;

/** What each mention of a kind refers to today. */
export async function readPartition(driver: Driver, kind: EntityKind): Promise<Partition> {
  const { records } = await driver.executeQuery(
    `MATCH (m:Mention {kind: $kind})-[x:REFERS_TO]->(e:Entity) WHERE x.endedBy IS NULL
     RETURN m.id AS mention, e.id AS entity ORDER BY mention`,
    { kind },
    { database: 'neo4j' },
  );
  return new Map(records.map((record) => [String(record.get('mention')), String(record.get('entity'))]));
}

/** The same from the identity log alone. */
export async function replayLog(driver: Driver, kind: EntityKind): Promise<Partition> {
  const { records } = await driver.executeQuery(
    `MATCH (i:IdentityEvent {type: 'DECIDED'}) WITH i ORDER BY i.at, i.batch
     UNWIND range(0, size(i.mentions) - 1) AS place
     MATCH (m:Mention {id: i.mentions[place], kind: $kind})
     RETURN m.id AS mention, i.targets[place] AS entity, i.at AS at, i.batch AS batch ORDER BY at, batch`,
    { kind },
    { database: 'neo4j' },
  );
  const refers = new Map<string, string>();
  for (const record of records) {
    const [mention, entity] = [String(record.get('mention')), String(record.get('entity'))];
    if (entity === '') refers.delete(mention);
    else refers.set(mention, entity);
  }
  return new Map([...refers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What `jingwei evaluate` would make of the mentions that stand today, with the newest model of their kind. */
export async function resolveStanding(context: Context, kind: EntityKind): Promise<Partition> {
  const stored = (await loadNewestModels(context)).find((model) => model.kind === kind);
  const onceIn = await readOnceRoles(context);
  const mentions = (await readAllResolvable(context, kind)).map(({ identity }) => identity);
  const identified = new Map(
    mentions.flatMap((mention, place) => (mention.claims.length > 0 ? [[place, mention] as const] : [])),
  );
  const workspace = await Workspace.open();
  try {
    const { clusters } = await resolveFromScratch(
      workspace,
      mentions.map(({ state }) => toEngineMention(state, onceIn)),
      findSame(identified),
      { model: stored?.model },
    );
    return new Map(mentions.map(({ id }, place) => [id, mentions[clusters[place] ?? place]?.id ?? id]));
  } finally {
    workspace.close();
  }
}

/** Linked pairs that only one of two has, as a share of the other's. */
export function differingShare(one: Partition, other: Partition): number {
  const { surplus, missing } = differingPairs(one, other);
  return (surplus.length + missing.length) / Math.max(1, linkedPairs(other).size);
}

/** Linked pairs that the first has and the other has not, and the reverse; each as two ids with a space between. */
export function differingPairs(
  one: Partition,
  other: Partition,
): { readonly surplus: readonly string[]; readonly missing: readonly string[] } {
  const [left, right] = [linkedPairs(one), linkedPairs(other)];
  return {
    surplus: [...left].filter((pair) => !right.has(pair)),
    missing: [...right].filter((pair) => !left.has(pair)),
  };
}

function linkedPairs(partition: Partition): ReadonlySet<string> {
  const groups = new Map<string, string[]>();
  for (const [mention, name] of partition) groups.set(name, [...(groups.get(name) ?? []), mention]);
  const pairs = new Set<string>();
  for (const group of groups.values()) {
    group.sort();
    group.forEach((one, at) => {
      for (const other of group.slice(at + 1)) pairs.add(`${one} ${other}`);
    });
  }
  return pairs;
}
