import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import type { DatasetDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { changeDelivery, openDelivery, readStanding } from '../../src/intake/delivery-store.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { pushRows } from '../../src/intake/push-rows.ts';
import { retryQuarantined } from '../../src/intake/quarantine.ts';
import { remap } from '../../src/intake/remap.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import { listQuarantine } from '../setup/describe-dataset.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { define, mappingHead, rowOf } from './definition-fixture.ts';

let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

const NOTHING = { rows: 0, accepted: 0, unchanged: 0, versions: 0, quarantined: 0, ended: 0 };
const FOUR = ['T1,10', 'T2,20', 'T3,30', 'T4,40'];

for (const mode of ['FULL', 'INCREMENT'] as const)
  describe(`a remap of ${mode} deliveries`, () => {
    it('takes a row once that stands and waits, as after a contract that it broke', async () => {
      const trees = inventTrees(mode);
      await trees.take(trees.definition(99), FOUR);
      const strict = { ...NOTHING, rows: 4, unchanged: 2, quarantined: 2 };
      expect(counts(await remap(context, trees.definition(25)))).toEqual(strict);
      expect(counts(await remap(context, trees.definition(25)))).toEqual(strict);
      expect(await listQuarantine(trees.id)).toHaveLength(2);
      const report = await remap(context, trees.definition(99, 'lamp'));
      expect(counts(report)).toEqual({ ...NOTHING, rows: 4, versions: 4 });
      expect(await trees.standing()).toEqual(FOUR);
      expect(await listQuarantine(trees.id)).toEqual([]);
      await undoDelivery(context, report.delivery);
      expect(await listQuarantine(trees.id)).toHaveLength(2);
      expect(await trees.standing()).toEqual(FOUR);
    });
  });

describe('a remap of FULL deliveries', () => {
  it('leaves out what waits from before the newest one, which states all there is', async () => {
    const trees = inventTrees('FULL');
    await trees.take(trees.definition(99), ['T1,10', 'T7,777']);
    await pushRows(context, trees.definition(99), [
      rowOf({ no: 'T8', n: '1' }, 1),
      rowOf({ no: 'T8', n: '2' }, 2),
    ]);
    const newest = await trees.take(trees.definition(99), ['T1,10', 'T2,20', 'T3,333']);
    expect(await listQuarantine(trees.id)).toHaveLength(3);
    const loose = await remap(context, trees.definition(999));
    expect(counts(loose)).toEqual({ ...NOTHING, rows: 3, accepted: 1, unchanged: 2 });
    expect(await trees.standing()).toEqual(['T1,10', 'T2,20', 'T3,333']);
    // What was overtaken waits on for a person.
    expect(await listQuarantine(trees.id)).toHaveLength(2);
    await undoDelivery(context, loose.delivery);
    await undoDelivery(context, newest.delivery);
    await remap(context, trees.definition(999));
    expect((await trees.standing()).map((line) => line.slice(0, 2))).toEqual(['T1', 'T7', 'T8']);
  });
});

describe('a remap of INCREMENT deliveries', () => {
  it('leaves out what waits of a record that a newer one stated or ended', async () => {
    const trees = inventTrees('INCREMENT');
    await trees.take(trees.definition(99), ['T1,111', 'T2,222', 'T3,333']);
    await trees.take(trees.definition(99), ['T1,11', 'T4,444']);
    await trees.take(trees.definition(99), ['T3,33', 'T4,444']);
    const report = await remap(context, trees.definition(999));
    expect(counts(report)).toEqual({ ...NOTHING, rows: 4, accepted: 2, unchanged: 2 });
    expect(await trees.standing()).toEqual(['T1,11', 'T2,222', 'T3,33', 'T4,444']);
    expect(await listQuarantine(trees.id)).toHaveLength(2);
  });

  it('counts what a delivery that is held half way stated', async () => {
    const trees = inventTrees('INCREMENT');
    await trees.take(trees.definition(99), ['T1,111']);
    const { delivery } = await trees.take(trees.definition(99), ['T1,11']);
    await changeDelivery(context, delivery, { state: 'HELD' });
    await remap(context, trees.definition(999));
    expect(await trees.standing()).toEqual(['T1,11']);
    expect(await listQuarantine(trees.id)).toHaveLength(1);
  });

  it('knows that a record was ended after what stated it again is undone', async () => {
    const trees = inventTrees('INCREMENT', { record: "{ key: [no], operation: { column: n, end: ['0'] } }" });
    for (const line of ['T1,10', 'T1,111', 'T1,0']) await trees.take(trees.definition(99), [line]);
    const { delivery } = await trees.take(trees.definition(99), ['T1,11']);
    await undoDelivery(context, delivery);
    expect(await trees.standing()).toEqual([]);
    await remap(context, trees.definition(999));
    expect(await trees.standing()).toEqual([]);
    expect(await listQuarantine(trees.id)).toHaveLength(1);
  });
});

describe('a remap after a retry', () => {
  it('takes in the other rows of the delivery that the row came with, also where it was retried twice', async () => {
    const trees = inventTrees('FULL', { number: '{ name: no }' });
    await trees.take(trees.definition(99), ['T1,10', 'T1,111', 'T1,222']);
    await trees.retry('111', '333');
    await trees.retry('333', '11');
    expect(counts(await remap(context, trees.definition(999)))).toMatchObject({ rows: 3, versions: 3 });
    expect(await trees.standing()).toEqual(['T1,10,T1,11,T1,222']);
    expect(await listQuarantine(trees.id)).toEqual([]);
  });

  it('leaves out what a delivery between overtook', async () => {
    const trees = inventTrees('INCREMENT');
    await trees.take(trees.definition(99), ['T1,111']);
    await trees.take(trees.definition(99), ['T1,222']);
    await trees.retry('222', '22');
    await remap(context, trees.definition(999));
    expect(await trees.standing()).toEqual(['T1,22']);
    expect(await listQuarantine(trees.id)).toHaveLength(1);
  });
});

describe('a remap while rows are pushed', () => {
  it('is refused when one came in after the kept rows were read, and ends and settles nothing', async () => {
    const trees = inventTrees('INCREMENT');
    await trees.take(trees.definition(99), FOUR);
    const push = (cells: Readonly<Record<string, string>>) =>
      pushRows(context, trees.definition(99), [rowOf(cells)]);
    const [remapped, ...pushed] = await Promise.allSettled([
      remap(context, trees.definition(99, 'lamp')),
      push({ no: 'T5', n: '50' }),
      push({ no: 'T6', n: '666' }),
    ]);
    const taken = pushed.map(({ status }) => status === 'fulfilled');
    if (remapped.status === 'rejected') {
      expect(remapped.reason).toMatchObject({ code: 'DELIVERY_IN_PROGRESS' });
      expect(taken).toContain(true);
    }
    expect(await trees.standing()).toEqual([...FOUR, ...(taken[0] ? ['T5,50'] : [])]);
    expect(await listQuarantine(trees.id)).toHaveLength(taken[1] ? 1 : 0);
  });

  it('opens only under the deliveries that it was read under', async () => {
    const trees = inventTrees('INCREMENT');
    const definition = trees.definition(99);
    await trees.take(definition, FOUR);
    const standing = await readStanding(context, trees.id);
    const pushed = await pushRows(context, definition, [rowOf({ no: 'T5', n: '50' })]);
    const request = {
      definition,
      hash: 'kept',
      kind: 'REMAP',
      mode: 'FULL',
      format: 'kept',
      statedAt: new Date().toISOString(),
      state: 'RECEIVING',
      standing,
    } as const;
    await expect(openDelivery(context, request)).rejects.toMatchObject({
      code: 'DELIVERY_IN_PROGRESS',
      details: { delivery: pushed.delivery },
    });
    expect(counts(await remap(context, definition))).toMatchObject({ rows: 5, ended: 0 });
  });
});

function counts({ rows, accepted, unchanged, versions, quarantined, ended }: DeliveryReport) {
  return { rows, accepted, unchanged, versions, quarantined, ended };
}

/** A dataset of invented trees, whose contract allows a number up to some maximum. */
function inventTrees(
  mode: 'FULL' | 'INCREMENT',
  { number = '{ name: no, primaryKey: true, primaryKeyPosition: 1 }', record = '{ key: [no] }' } = {},
) {
  const department = `remap-${randomUUID().slice(0, 8)}`;
  const id = `${department}/things`;
  return {
    id,
    definition: (maximum: number, type = 'tree') =>
      define(
        [number, `{ name: n, logicalType: integer, logicalTypeOptions: { maximum: ${maximum} } }`],
        `${mappingHead.replace('FULL', mode)}record: ${record}
mentions:
  tree: { kind: Thing, type: ${type}, attributes: { n: { kind: text, column: n } } }
`,
        '',
        { department, properties: ['{ property: maxEndedShare, value: 1 }'] },
      ),
    take: async (definition: DatasetDefinition, lines: readonly string[]) => {
      const file = join(mkdtempSync(join(tmpdir(), 'jingwei-remap-')), 'things.csv');
      writeFileSync(file, `${['no,n', ...lines].join('\n')}\n`);
      return deliver(context, { definition, file });
    },
    /** Tries the row that waits with some number again with another one. */
    retry: async (from: string, to: string) => {
      const [row] = await onStore(
        `MATCH (q:QuarantinedRow {dataset: $dataset, state: 'OPEN', value: $from}) RETURN q.id AS id`,
        { dataset: id, from },
      );
      return retryQuarantined(context, String(row?.id), { n: to });
    },
    /** The rows of each record that stands, by key. */
    standing: async () => {
      const records = await onStore(
        `MATCH (r:Record) WHERE r.dataset = $dataset AND r.endedBy IS NULL
         RETURN [text IN r.raw | replace(substring(text, 2, size(text) - 4), '","', ',')] AS lines ORDER BY r.key`,
        { dataset: id },
      );
      return records.map(({ lines }) => String(lines));
    },
  };
}
