import { beforeAll, describe, expect, it } from 'vitest';
import { type EntityId, mentionId, recordId } from '../../src/ids.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { checkRebuild, type RebuildReport } from '../../src/resolve/rebuild/check-rebuild.ts';
import { runRetention } from '../../src/retention/run-retention.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { buildJudgedTown, type JudgedTown } from '../reconcile/judged-town.ts';
import { onStore } from '../setup/on-store.ts';

// Others write to the server at the same time, some of them by hand: only what is found of ids of our own counts.
let town: JudgedTown;

beforeAll(async () => {
  town = await buildJudgedTown();
});

describe('what is not as the identity log makes it', () => {
  it('is found once each: a reference, a count, a redirect, and a mention and an entity that are lost', async () => {
    const numbers = ['1', '2', '3', '4', '5', '6'];
    await town.register({
      ...{ 1: ['Ming', 'A1'], 2: ['Hong', 'A2'], 3: ['Li', 'A3'] },
      ...{ 4: ['Wu', 'A4'], 5: ['Sun', 'A5'], 6: ['Zhao', 'A6'] },
    });
    const entities = await Promise.all(numbers.map((no) => town.entityOf(no)));
    await town.judge('5', '6', 'SAME');
    const survivor = await town.entityOf('5');
    const [referred, counted, losing, lost] = entities;
    const merged = entities.slice(4).find((id) => id !== survivor);
    const own = new Set([...entities, ...numbers.map(town.mentionOf)]);
    expect(await findingsOf(own)).toEqual([]);

    const nodes = await onStore(
      'MATCH (n:Mention|Entity) WHERE n.id IN $ids RETURN n.id AS id, elementId(n) AS node',
      {
        ids: [town.mentionOf('3'), lost],
      },
    );
    const nodeOf = new Map(nodes.map(({ id, node }) => [id, node]));
    const lostMention = { node: nodeOf.get(town.mentionOf('3')) };
    const lostEntity = { node: nodeOf.get(lost) };
    try {
      await onStore(
        `MATCH (:Mention {id: $id})-[x:REFERS_TO]->(:Entity) WHERE x.endedBy IS NULL SET x.endedBy = 'broken'`,
        { id: town.mentionOf('1') },
      );
      await onStore('MATCH (e:Entity {id: $id}) SET e.evidence = 7', { id: counted });
      await onStore('MATCH (e:Entity {id: $id}) SET e.redirectTo = NULL', { id: merged });
      // Without its label a node is as gone as a deleted one, but can be put back.
      await onStore('MATCH (n) WHERE elementId(n) = $node REMOVE n:Mention', lostMention);
      await onStore('MATCH (n) WHERE elementId(n) = $node REMOVE n:Entity', lostEntity);
      const found = (await findingsOf(own)).map(({ what, id, message }) => `${what} ${id} ${message}`);
      expect(found.sort()).toEqual(
        [
          `reference ${town.mentionOf('1')} refers to nothing, by the log to ${referred}`,
          `evidence ${counted} is made of 7, by the log of 1`,
          `redirect ${merged} leads to nothing, by the log to ${survivor}`,
          `lost-mention ${town.mentionOf('3')} is not in the graph, by the log it refers to ${losing}`,
          `lost-entity ${lost} is not in the graph, by the log it is made of 1`,
          // What referred to a lost entity refers to nothing.
          `reference ${town.mentionOf('4')} refers to nothing, by the log to ${lost}`,
        ].sort(),
      );
    } finally {
      await onStore(
        `MATCH (:Mention {id: $id})-[x:REFERS_TO {endedBy: 'broken'}]->(:Entity) SET x.endedBy = NULL`,
        { id: town.mentionOf('1') },
      );
      await onStore('MATCH (e:Entity {id: $id}) SET e.evidence = 1', { id: counted });
      await onStore('MATCH (e:Entity {id: $id}) SET e.redirectTo = $survivor', { id: merged, survivor });
      await onStore('MATCH (n) WHERE elementId(n) = $node SET n:Mention', lostMention);
      await onStore('MATCH (n) WHERE elementId(n) = $node SET n:Entity', lostEntity);
    }
    expect(await findingsOf(own)).toEqual([]);
  });

  it('is not what retention erased: records that stood, ended ones, and mentions of a record that stays', async () => {
    const { context } = town;
    const [ended, standing] = [inventDataset(), inventDataset()];
    const phones = ['13911110011', '13911110012', '13911110013'];
    const [one, two, three] = ['1', '2', '3'].map((no, i) => [no, `卡娜莉戊${no}`, phones[i] ?? '', '']);
    const rows = [one, two, three].map((row) => row ?? []);
    const kept = ['1', '卡娜莉戊1', '', ''];
    const definition = ended.definition({ retention: 'value: 2, unit: y', maxEndedShare: 1 });
    await deliver(context, { definition, file: ended.file(rows), statedAt: '2020-01-01T00:00:00Z' });
    const fewer = () => ended.file([kept, ...rows.slice(1, 2)]);
    await deliver(context, { definition, file: fewer(), statedAt: '2020-02-01T00:00:00Z' });
    await deliver(context, { definition, file: fewer() });
    const old = standing.definition({ retention: 'value: 1, unit: d' });
    await deliver(context, { definition: old, file: standing.file(rows), statedAt: '2020-01-01T00:00:00Z' });
    const mentions = [ended, standing].flatMap(({ id }) =>
      ['1', '2', '3'].flatMap((no) =>
        ['resident', 'contact'].map((role) => mentionId(recordId(id, no), role, '')),
      ),
    );
    const of = { mentions };
    const [before] = await onStore(
      `MATCH (m:Mention)-[:REFERS_TO]->(e:Entity) WHERE m.id IN $mentions
       RETURN count(DISTINCT m) AS mentions, collect(DISTINCT e.id) AS entities`,
      of,
    );
    const datasets = [ended.id, standing.id];
    await runRetention(context, { at: Date.now(), erase: true, datasets, by: 'keeper' });
    const left = await onStore('MATCH (m:Mention) WHERE m.id IN $mentions RETURN m.id AS id', of);
    // The first keeps its name, the second all.
    expect([Number(before?.mentions), left.length]).toEqual([12, 3]);
    const entities = before?.entities as readonly EntityId[];
    expect(await findingsOf(new Set([...mentions, ...entities]))).toEqual([]);
  });
});

async function findingsOf(own: ReadonlySet<string>): Promise<RebuildReport['findings']> {
  const { findings } = await checkRebuild(town.context, Number.POSITIVE_INFINITY);
  return findings.filter(({ id }) => own.has(id));
}
