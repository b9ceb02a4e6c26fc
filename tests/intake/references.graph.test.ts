import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQuarantinedRow } from '../../src/generated/statements.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { type DatasetDefinition, loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { releaseDelivery } from '../../src/intake/held-delivery.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { pushRows } from '../../src/intake/push-rows.ts';
import { retryQuarantined } from '../../src/intake/quarantine.ts';
import { remap } from '../../src/intake/remap.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import { listQuarantine } from '../setup/describe-dataset.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

let graph: Graph;
let context: IntakeContext;

beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});

afterAll(async () => {
  await graph.close();
});

interface Dataset {
  readonly id: string;
  deliver(rows: readonly string[]): Promise<DeliveryReport>;
  definition(): Promise<DatasetDefinition>;
}

/** Two datasets of a department of its own: owners, and homes whose columns name owners (and other homes). */
function inventRegistry(
  foreignKeys: string,
  delivery = 'FULL',
): Readonly<Record<'owners' | 'homes', Dataset>> {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-references-'));
  const department = `registry-${randomUUID().slice(0, 8)}`;
  const invent = (name: string, columns: readonly string[], extra: string): Dataset => {
    const id = `${department}/${name}`;
    const contract = join(folder, `${name}.odcs.yaml`);
    writeFileSync(contract, contractText(id, department, name, columns, extra));
    const mapping = `contract: { file: ${name}.odcs.yaml, object: ${name} }
delivery: ${delivery}
record: { key: [no] }
mentions:
  it:
    kind: Thing
    attributes:
      label: { kind: text, column: no }
`;
    writeFileSync(join(folder, `${name}.mapping.yaml`), mapping);
    const definition = () => loadDefinition(contract);
    return {
      id,
      definition,
      deliver: async (rows) => {
        const file = join(folder, `${randomUUID()}.csv`);
        writeFileSync(file, `${[columns.join(','), ...rows].join('\n')}\n`);
        return deliver(context, { definition: await definition(), file });
      },
    };
  };
  return {
    owners: invent('owners', ['no', 'badge'], ''),
    homes: invent('homes', ['no', 'owner', 'annexOf'], foreignKeys),
  };
}

function contractText(
  id: string,
  department: string,
  name: string,
  columns: readonly string[],
  extra: string,
): string {
  const keyed = '{ name: no, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1 }';
  return `apiVersion: v3.1.0
kind: DataContract
id: ${id}
version: 1.0.0
status: active
team: { name: ${department} }
servers: [{ server: file, type: local, path: ${name}.csv, format: csv }]
customProperties: [{ property: maxEndedShare, value: 1 }]
schema:
  - name: ${name}
    properties:
${columns.map((column) => `      - ${column === 'no' ? keyed : `{ name: ${column}, logicalType: string }`}`).join('\n')}
${extra}`;
}

const key = (from: string, to: string, onMissing = 'quarantine') => `
      - { from: homes.${from}, to: ${to}, customProperties: [{ property: onMissing, value: ${onMissing} }] }`;
const OWNER = 'owners.odcs.yaml#/schema/owners/properties/no';
const BADGE = 'owners.odcs.yaml#/schema/owners/properties/badge';
const relationships = (...keys: readonly string[]) => `    relationships:${keys.join('')}\n`;

const counts = ({ rows, accepted, unchanged, versions, quarantined, ended }: DeliveryReport) => ({
  rows,
  accepted,
  unchanged,
  versions,
  quarantined,
  ended,
});
const NOTHING = { rows: 0, accepted: 0, unchanged: 0, versions: 0, quarantined: 0, ended: 0 };

describe('a row that names what another dataset does not hold', () => {
  it('waits with rule, column and value; an empty column names nothing', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    await owners.deliver(['A,1', 'B,2']);
    const report = await homes.deliver(['1,A,', '2,C,', '3,,', '4,B,']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 4, accepted: 3, quarantined: 1 });
    const [waiting] = await listQuarantine(homes.id);
    expect(waiting).toMatchObject({ line: 3, rule: 'reference', column: 'owner' });
    const [stored] = await graph.read(readQuarantinedRow, { id: waiting?.id ?? '' });
    expect(stored).toMatchObject({ state: 'OPEN', dataset: homes.id, raw: JSON.stringify(['2', 'C', '']) });
  });

  it('is taken in when the dataset it points to was never delivered, and the report says so', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    const report = await homes.deliver(['1,A,']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 1, accepted: 1 });
    expect(report.notes).toEqual([`owner was not looked up: ${owners.id} was not taken in yet`]);
  });

  it('is taken in where the contract accepts it, and counted', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER, 'accept')));
    await owners.deliver(['A,1']);
    const report = await homes.deliver(['1,A,', '2,C,', '3,D,']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 3, accepted: 3 });
    expect(report.notes).toEqual([
      `owner: 2 rows name what ${owners.id} does not hold; accepted, as the contract says`,
    ]);
  });

  it('is looked up by any column that the contract names, not by the key alone', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', BADGE)));
    await owners.deliver(['A,b-1', 'B,b-2']);
    const report = await homes.deliver(['1,b-1,', '2,A,']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 2, accepted: 1, quarantined: 1 });
  });

  it('leaves what stood under its key standing, also in a FULL delivery', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    await owners.deliver(['A,1']);
    await homes.deliver(['1,A,', '2,A,']);
    const report = await homes.deliver(['1,A,', '2,C,']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 2, unchanged: 1, quarantined: 1 });
  });

  it('counts as faulty, so that too many of them hold the delivery until a person releases it', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    await owners.deliver(['A,1']);
    const held = await homes.deliver(Array.from({ length: 12 }, (_, index) => `${index},X,`));
    expect(held.heldReasons.map(({ code }) => code)).toEqual(['TOO_MANY_QUARANTINED']);
    const released = await releaseDelivery(context, held.delivery);
    expect(counts(released)).toEqual({ ...NOTHING, rows: 12, quarantined: 12 });
  });

  it('is accepted on retry or remap once what it names has been taken in', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    await owners.deliver(['A,1']);
    await homes.deliver(['1,B,', '2,C,']);
    await owners.deliver(['A,1', 'B,2', 'C,3']);
    const [first] = await listQuarantine(homes.id);
    if (first === undefined) throw new Error('Nothing waits');
    expect(counts(await retryQuarantined(context, first.id, {}))).toEqual({
      ...NOTHING,
      rows: 1,
      accepted: 1,
    });
    const remapped = await remap(context, await homes.definition());
    expect(counts(remapped)).toEqual({ ...NOTHING, rows: 2, accepted: 1, unchanged: 1 });
  });

  it('waits also when an app pushes it', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    await owners.deliver(['A,1']);
    await homes.deliver([]);
    const rows = [
      { line: 1, cells: { no: '1', owner: 'A', annexOf: null } },
      { line: 2, cells: { no: '2', owner: 'Z', annexOf: null } },
    ];
    const report = await pushRows(context, await homes.definition(), rows);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 2, accepted: 1, quarantined: 1 });
  });

  it('is taken in again after the delivery that held what it names is undone', async () => {
    const { owners, homes } = inventRegistry(relationships(key('owner', OWNER)));
    const { delivery } = await owners.deliver(['A,1']);
    await undoDelivery(context, delivery);
    expect((await homes.deliver(['1,Z,'])).notes).toHaveLength(1);
  });
});

describe('rows of one dataset that name each other', () => {
  const OWN = relationships(key('annexOf', 'homes.no'));

  it('may come in any order within a delivery', async () => {
    const { homes } = inventRegistry(OWN);
    const report = await homes.deliver(['1,,2', '2,,', '3,,9']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 3, accepted: 2, quarantined: 1 });
  });

  it('may name what stands from before in an INCREMENT, but not what a FULL delivery ends', async () => {
    const increment = inventRegistry(OWN, 'INCREMENT').homes;
    await increment.deliver(['1,,']);
    expect(counts(await increment.deliver(['2,,1']))).toEqual({ ...NOTHING, rows: 1, accepted: 1 });
    const full = inventRegistry(OWN).homes;
    await full.deliver(['1,,']);
    expect(counts(await full.deliver(['2,,1']))).toEqual({ ...NOTHING, rows: 1, quarantined: 1, ended: 1 });
  });

  it('may name each other by columns that are not the key', async () => {
    const { homes } = inventRegistry(relationships(key('annexOf', 'homes.owner')));
    const report = await homes.deliver(['1,x,', '2,,x', '3,,y']);
    expect(counts(report)).toEqual({ ...NOTHING, rows: 3, accepted: 2, quarantined: 1 });
  });
});

it('looks the foreign keys of a batch up with one statement, however many rows and keys it has', async () => {
  const { owners, homes } = inventRegistry(relationships(key('owner', OWNER), key('annexOf', OWNER)));
  await owners.deliver(['A,1', 'B,2']);
  const rows = Array.from({ length: 300 }, (_, index) => `${index},A,B`);
  const definition = await homes.definition();
  await homes.deliver(rows.slice(0, 1));
  const asked: string[] = [];
  const stop = graph.observe((name) => asked.push(name));
  await pushRows(
    context,
    definition,
    rows.map((row, line) => {
      const [no = '', owner = '', annexOf = ''] = row.split(',');
      return { line, cells: { no, owner, annexOf } };
    }),
  );
  stop();
  // Once to foresee, once for the references and once for the records themselves within the transaction.
  expect(asked.filter((name) => name.includes('read-record-states'))).toHaveLength(3);
});
