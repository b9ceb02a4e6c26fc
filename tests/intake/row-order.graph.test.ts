import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { deliveryId } from '../../src/ids.ts';
import { compileClassOf } from '../../src/intake/build-batches.ts';
import type { DatasetDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { prepareRecord } from '../../src/intake/prepared-record.ts';
import { RowWriter } from '../../src/intake/raw-row.ts';
import { remap } from '../../src/intake/remap.ts';
import { createRowMapper, isRowFault } from '../../src/intake/row-mapper.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { define, mappingHead } from './definition-fixture.ts';

let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

const COLUMNS = ['no', 'party', 'nm', 'op', 'pid'] as const;
const PARTIES = `record:
  key: [no]
mentions:
  dispute: { kind: Event, attributes: { no: { kind: text, column: no }, person: { kind: text, column: nm } } }
  party: { kind: Person, each: rows, item: party, attributes: { name: { kind: person-name, column: nm } } }
relations: [{ type: PARTY_TO, from: party, to: dispute }]
`;
const FIRST = ['Y1,2,乙,,A1', 'Y1,1,甲,,A1', 'Y2,1,丙,,A1', 'Y2,1,丙,,A1'];
const SWAPPED = ['Y1,1,甲,,A1', 'Y1,2,乙,,A1', 'Y2,1,丙,,A1', 'Y2,1,丙,,A1'];

describe('the rows of one record', () => {
  it('state the same in whatever order they come', async () => {
    const definition = defineParties();
    expect(await take(definition, FIRST)).toEqual({ accepted: 4, unchanged: 0, versions: 0 });
    expect(await take(definition, [...SWAPPED, 'Y3,1,丁,,A1'])).toMatchObject({ unchanged: 4, versions: 0 });
    expect(await take(definition, [...FIRST, 'Y4,1,戊,,A1'])).toMatchObject({ unchanged: 4, versions: 0 });
    expect(await remap(context, definition)).toMatchObject({ unchanged: 5, versions: 0 });
  });

  it('that were stored as they came are no new version when they come so again', async () => {
    const definition = defineParties();
    await take(definition, FIRST);
    await onStore('MATCH (r:Record {dataset: $dataset, key: "Y1"}) SET r.shape = $shape', {
      dataset: definition.id,
      shape: shapeInOrder(definition, FIRST.slice(0, 2)),
    });
    expect(await take(definition, [...FIRST, 'Y3,1,丁,,A1'])).toMatchObject({ unchanged: 4, versions: 0 });
    // What order was stored is not known: another one is a version, once.
    expect(await take(definition, [...SWAPPED, 'Y4,1,戊,,A1'])).toMatchObject({ unchanged: 2, versions: 2 });
    expect(await take(definition, [...FIRST, 'Y5,1,己,,A1'])).toMatchObject({ unchanged: 4, versions: 0 });
  });
});

describe('the rows that an INCREMENT states again in one file', () => {
  it('are kept as they came, so that the last one is stated by a remap too', async () => {
    const definition = defineParties('INCREMENT');
    await take(definition, ['Y1,1,乙,,A2', 'Y1,1,甲,,A1']);
    const read = 'MATCH (m:Mention {dataset: $dataset, role: "party"}) RETURN m.name AS name';
    expect(await onStore(read, { dataset: definition.id })).toEqual([{ name: '甲' }]);
    expect(await remap(context, definition)).toMatchObject({ unchanged: 2, versions: 0 });
    expect(await onStore(read, { dataset: definition.id })).toEqual([{ name: '甲' }]);
  });
});

/** What was kept of a record's rows before their order made no difference. */
function shapeInOrder(definition: DatasetDefinition, lines: readonly string[]): string {
  const rows = lines.map((text, index) => {
    const cells = text.split(',');
    return { line: index + 2, cells: Object.fromEntries(COLUMNS.map((name, at) => [name, cells[at] ?? ''])) };
  });
  const mapped = createRowMapper(definition).mapInOrder('Y1', rows);
  if (isRowFault(mapped)) throw new Error(mapped.reason);
  const writer = new RowWriter();
  return prepareRecord(
    mapped,
    rows.map((row) => writer.write(row)),
    {
      dataset: definition.id,
      definition: definition.hash,
      delivery: deliveryId(definition.id, '', 1),
      statedAt: '2025-01-01T00:00:00Z',
      classOf: compileClassOf(definition.contract.object),
    },
  ).shape;
}

async function take(definition: DatasetDefinition, lines: readonly string[]) {
  const file = join(mkdtempSync(join(tmpdir(), 'jingwei-order-')), 'parties.csv');
  writeFileSync(file, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
  const { accepted, unchanged, versions } = await deliver(context, { definition, file });
  return { accepted, unchanged, versions };
}

function defineParties(delivery: 'FULL' | 'INCREMENT' = 'FULL'): DatasetDefinition {
  const isKey = (name: string) => delivery === 'INCREMENT' && name === 'no';
  return define(
    COLUMNS.map(
      (name) => `{ name: ${name}${isKey(name) ? ', primaryKey: true, primaryKeyPosition: 1' : ''} }`,
    ),
    mappingHead.replace('FULL', delivery) + PARTIES,
    '',
    {
      department: `order-${randomUUID().slice(0, 8)}`,
      properties: ['{ property: maxEndedShare, value: 1 }'],
    },
  );
}
