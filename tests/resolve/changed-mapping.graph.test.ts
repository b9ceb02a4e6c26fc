import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadContext } from '../../src/access/access.ts';
import { openWholeAccess } from '../../src/access/whole-access.ts';
import { PRESENT } from '../../src/as-of.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { forgetCatalogue } from '../../src/intake/dataset-catalogue.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { remap } from '../../src/intake/remap.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import type { EntityFilter } from '../../src/resolve/entity-filter.ts';
import { listEntities } from '../../src/resolve/list-entities.ts';
import { lengthenResidentId } from '../../src/standardise/schemes/cn-resident-id.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestGraph } from '../setup/test-graph.ts';

let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

/** A dataset whose residents' lines are things of a type that no other has, and may become places. */
function inventLines() {
  const dataset = inventDataset();
  const type = `line-${dataset.id.slice(5, 13)}`;
  const things = dataset.definition({ delivery: 'INCREMENT', line: ['Thing', type] });
  const places = dataset.definition({ delivery: 'INCREMENT', line: ['Place', `${type}-booth`] });
  return { dataset, type, things, places };
}

const row = (no: number, phone = `1390000${1000 + no}`) => [String(no), `王小${no}`, phone, ''];

async function count(where: EntityFilter, recorded: string | null = null): Promise<number> {
  const access = await openWholeAccess(context);
  const reader: ReadContext = { ...context, access };
  const asOf = recorded === null ? PRESENT : { valid: null, recorded };
  const list = await listEntities(reader, asOf, {
    where,
    first: 10,
    ...(recorded === null ? {} : { orderBy: { by: 'ID' } }),
  });
  return list.edges.length;
}

/** What the lines of a dataset are and were, those that stand first. */
async function lines(dataset: string) {
  const rows = await onStore(
    `MATCH (m:Mention {dataset: $dataset, role: 'contact'})-[:REFERS_TO]->(e:Entity)
     WITH DISTINCT e
     RETURN e.id AS id, e.kind AS kind, e.type AS type, labels(e) AS labels, e.evidence > 0 AS standing, e.redirectTo AS redirectTo
     ORDER BY standing DESC, id`,
    { dataset },
  );
  return rows.map((row) => ({ ...row, id: String(row.id), type: String(row.type) }));
}

/** Of which types the things of a dataset were as of a recorded time. */
async function typesIn(dataset: string, recorded: string): Promise<readonly string[]> {
  const access = await openWholeAccess(context);
  const args = { where: { kind: 'Thing', datasets: [dataset] }, first: 10 } as const;
  const list = await listEntities({ ...context, access }, { valid: null, recorded }, args);
  return list.edges.map(({ node }) => node.type);
}

/** Where the links of a dataset's residents lead. */
async function links(dataset: string): Promise<readonly unknown[]> {
  const rows = await onStore(
    'MATCH (:Person)-[l:LINK {dataset: $dataset}]->(e) WHERE l.recordedTo > datetime() RETURN e.id AS id',
    { dataset },
  );
  return rows.map(({ id }) => id);
}

describe('a dataset that was read by other mappings before', () => {
  it('still has what a changed mapping did not reach', async () => {
    const { dataset, type, things, places } = inventLines();
    await deliver(context, { definition: things, file: dataset.file([row(1), row(2)]) });
    await deliver(context, { definition: places, file: dataset.file([row(2, '13911112222')]) });
    const datasets = [dataset.id];
    expect(await count({ type })).toBe(1);
    expect(await count({ type, datasets })).toBe(1);
    expect(await count({ kind: 'Thing', datasets })).toBe(1);
    expect(await count({ type: `${type}-booth` })).toBe(1);
    expect(await count({ kind: 'Place', datasets })).toBe(1);
    expect(await count({ kind: 'Organization', datasets })).toBe(0);
  });

  it('has everything again once the delivery under a changed mapping is taken back', async () => {
    const { dataset, type, things, places } = inventLines();
    await deliver(context, { definition: things, file: dataset.file([row(1), row(2)]) });
    const { delivery } = await remap(context, places);
    expect(await count({ type })).toBe(0);
    await undoDelivery(context, delivery);
    expect(await count({ type })).toBe(2);
    expect(await count({ kind: 'Thing', datasets: [dataset.id] })).toBe(2);
  });

  it('is asked about as it was known before', async () => {
    const { dataset, type, things, places } = inventLines();
    await deliver(context, { definition: things, file: dataset.file([row(1), row(2)]) });
    const before = new Date().toISOString();
    await remap(context, places);
    expect(await count({ type }, before)).toBe(2);
    expect(await count({ kind: 'Thing', datasets: [dataset.id] }, before)).toBe(2);
    expect(await count({ kind: 'Place', datasets: [dataset.id] }, before)).toBe(0);
  });

  it('is found by a value under the name that its attribute had', async () => {
    const { dataset, things } = inventLines();
    const name = `phone${dataset.id.slice(5, 13)}`;
    const named = dataset.definition({ delivery: 'INCREMENT', phoneAttribute: name });
    await deliver(context, { definition: named, file: dataset.file([row(1), row(2)]) });
    await deliver(context, { definition: things, file: dataset.file([row(2, '13911112222')]) });
    const equals = (phone: string) => count({ attributes: [{ name, equals: phone }] });
    expect(await equals(row(1)[2] ?? '')).toBe(1);
    expect(await equals('13911112222')).toBe(0);
  });

  it('turns what its mentions were into what they are, which leads there from the id of before', async () => {
    const { dataset, things, places } = inventLines();
    await deliver(context, { definition: things, file: dataset.file([row(1)]) });
    const [thing] = await lines(dataset.id);
    expect(thing).toMatchObject({ kind: 'Thing', labels: ['Entity', 'Thing'], standing: true });
    const { delivery } = await remap(context, places);
    const [place, former] = await lines(dataset.id);
    expect(place).toMatchObject({ kind: 'Place', labels: ['Entity', 'Place'], standing: true });
    expect(former).toEqual({ ...thing, standing: false, redirectTo: place?.id });
    expect(await links(dataset.id)).toEqual([place?.id]);
    await undoDelivery(context, delivery);
    const [again, unmade] = await lines(dataset.id);
    expect(again).toEqual(thing);
    expect(unmade).toEqual({ ...place, standing: false, redirectTo: thing?.id });
    expect(await links(dataset.id)).toEqual([thing?.id]);
    await remap(context, places);
    expect(await lines(dataset.id)).toEqual([place, former]);
  });

  it('finds what is called otherwise elsewhere among the datasets that mention it', async () => {
    const [one, other] = [inventDataset(), inventDataset()];
    const called = (dataset: typeof one, as: string) => {
      const { contractText, mappingText } = dataset.definition();
      const typed = mappingText.replace('kind: Person', `kind: Person\n    type: ${as}`);
      return dataset.definition({ texts: { contractText, mappingText: typed } });
    };
    const type = `dweller-${one.id.slice(5, 13)}`;
    const her = ['1', '王小明', '', lengthenResidentId('380101900115217')];
    await deliver(context, { definition: called(one, type), file: one.file([her]) });
    await deliver(context, { definition: called(other, `${type}-too`), file: other.file([her]) });
    expect(await count({ type, datasets: [other.id] })).toBe(1);
  });

  it('calls an entity what its mentions call it, once none says any more what it was', async () => {
    const { dataset, type } = inventLines();
    const called = (as: string) => dataset.definition({ delivery: 'INCREMENT', line: ['Thing', as] });
    await deliver(context, { definition: called(type), file: dataset.file([row(1), row(2)]) });
    const ids = (await lines(dataset.id)).map(({ id }) => id);
    const before = new Date().toISOString();
    const { delivery } = await remap(context, called(`${type}-new`));
    const types = async () => (await lines(dataset.id)).map((line) => [line.id, line.type]);
    expect(await types()).toEqual(ids.map((id) => [id, `${type}-new`]));
    expect(await count({ type })).toBe(0);
    expect(await count({ type: `${type}-new` })).toBe(2);
    expect(await count({ type }, before)).toBe(2);
    expect(await count({ type: `${type}-new` }, before)).toBe(0);
    const meanwhile = new Date().toISOString();
    await undoDelivery(context, delivery);
    expect(await types()).toEqual(ids.map((id) => [id, type]));
    expect(await typesIn(dataset.id, before)).toEqual([type, type]);
    expect(await typesIn(dataset.id, meanwhile)).toEqual([`${type}-new`, `${type}-new`]);
    expect(await typesIn(dataset.id, new Date().toISOString())).toEqual([type, type]);
  });

  it('calls an entity that is taken up again what its mentions call it by then', async () => {
    const { dataset, type, things, places } = inventLines();
    const other = dataset.definition({ delivery: 'INCREMENT', line: ['Thing', `${type}-new`] });
    await deliver(context, { definition: things, file: dataset.file([row(1)]) });
    const [first] = await lines(dataset.id);
    const before = new Date().toISOString();
    await remap(context, places);
    await remap(context, other);
    const [line] = await lines(dataset.id);
    expect(line).toMatchObject({ id: first?.id, kind: 'Thing', type: `${type}-new`, standing: true });
    expect(await typesIn(dataset.id, before)).toEqual([type]);
    expect(await typesIn(dataset.id, new Date().toISOString())).toEqual([`${type}-new`]);
    expect(await count({ type })).toBe(0);
  });

  it('learns its former mappings by migration 28 in a store from before them', async () => {
    const { dataset, type, things, places } = inventLines();
    const booths = dataset.definition({ delivery: 'INCREMENT', line: ['Place', type] });
    await deliver(context, { definition: things, file: dataset.file([row(1), row(2)]) });
    await deliver(context, { definition: places, file: dataset.file([row(2, '13911112222')]) });
    await deliver(context, { definition: things, file: dataset.file([row(3)]) });
    await deliver(context, { definition: booths, file: dataset.file([row(4)]) });
    const read = 'MATCH (s:Dataset {id: $id}) RETURN s.definitions AS definitions';
    const known = await onStore(read, { id: dataset.id });
    expect(known).toEqual([{ definitions: [places.hash, things.hash, booths.hash] }]);
    await onStore('MATCH (s:Dataset {id: $id}) SET s.definitions = NULL', { id: dataset.id });
    forgetCatalogue(graph);
    // The last mapping calls places so.
    expect(await count({ type })).toBe(1);
    await migrateAgain(graph, '028');
    expect(await onStore(read, { id: dataset.id })).toEqual(known);
    forgetCatalogue(graph);
    expect(await count({ type })).toBe(3);
  });
});
