import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { recordId } from '../../src/ids.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { pushRows } from '../../src/intake/push-rows.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import { runRetention } from '../../src/retention/run-retention.ts';
import { lengthenResidentId } from '../../src/standardise/schemes/cn-resident-id.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { describeDataset, listQuarantine } from '../setup/describe-dataset.ts';
import { findInStore } from '../setup/find-in-store.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { openTestGraph } from '../setup/test-graph.ts';

let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

const rid = (no: number) => lengthenResidentId(`3801019001${10 + no}${700 + no}`);
const KEPT = ['1', '卡娜莉甲', '13911110001', rid(1)];
const BEFORE = ['2', '卡娜莉乙旧', '13911110002', rid(2)];
const AFTER = ['2', '卡娜莉乙新', '13911110022', rid(2)];
const GONE = ['3', '卡娜莉丙', '13911110003', rid(3)];
const FAULTY = ['4', '', '13911110004', rid(4)];

const yearsAgo = (years: number) => new Date(Date.now() - years * 366 * 86_400_000).toISOString();

describe('retention', () => {
  const dataset = inventDataset();
  const definition = dataset.definition({ retention: 'value: 2, unit: y', maxEndedShare: 1 });
  const run = (erase: boolean, datasets = [dataset.id]) =>
    runRetention(context, { at: Date.now(), erase, datasets, by: 'keeper' });
  const first = dataset.file([KEPT, BEFORE, GONE, FAULTY]);

  beforeAll(async () => {
    await deliver(context, { definition, file: first, statedAt: yearsAgo(5) });
    await deliver(context, { definition, file: dataset.file([KEPT, AFTER]), statedAt: yearsAgo(4) });
    await deliver(context, { definition, file: dataset.file([KEPT, AFTER]) });
  });

  it('finds in a dry run what is over its time, and changes nothing', async () => {
    const before = await describeDataset(dataset.id);
    const { dryRun, datasets } = await run(false);
    expect(dryRun).toBe(true);
    expect(datasets).toMatchObject([
      {
        retention: '2 y',
        records: 1,
        standing: 0,
        rows: 1,
        versions: 1,
        quarantined: 1,
        held: [],
        kept: null,
      },
    ]);
    expect(await describeDataset(dataset.id)).toEqual(before);
  });

  it('erases it everywhere: no planted value is left in the store, and what stands stays', async () => {
    const before = await describeDataset(dataset.id);
    const { datasets } = await run(true);
    expect(datasets).toMatchObject([{ records: 1, rows: 1, versions: 1, quarantined: 1 }]);
    const gone = [...GONE.slice(1), ...BEFORE.slice(1, 3), ...FAULTY.slice(2), 'kanalibing', 'kanaliyijiu'];
    const kept = [KEPT[1], KEPT[3], AFTER[1], AFTER[2]].map(String).sort();
    expect(await findInStore(dataset.id, [...gone, ...kept])).toEqual(kept);
    const after = await describeDataset(dataset.id);
    expect(after.standing).toEqual(before.standing);
    expect(after.links).toEqual(before.links);
    expect(after.records.map(({ key, versions }) => [key, versions])).toEqual([
      ['1', 0],
      ['2', 0],
    ]);
    expect(await listQuarantine(dataset.id)).toEqual([]);
  });

  it('changes nothing more when it runs again', async () => {
    const { datasets } = await run(true);
    expect(datasets).toMatchObject([{ records: 0, rows: 0, versions: 0, mentions: 0, quarantined: 0 }]);
  });

  it('passes erased rows over when they are delivered again, by file or by push, in any order of columns', async () => {
    const again = await deliver(context, { definition, file: dataset.file([KEPT, AFTER, GONE, FAULTY]) });
    expect(again).toMatchObject({
      rows: 4,
      accepted: 0,
      unchanged: 4,
      versions: 0,
      quarantined: 0,
      ended: 0,
    });
    const [no = '', name = '', phone = '', id = ''] = GONE;
    const pushed = await pushRows(context, definition, [{ line: 1, cells: { rid: id, phone, name, no } }]);
    expect(pushed).toMatchObject({ rows: 1, accepted: 0, unchanged: 1 });
    expect((await describeDataset(dataset.id)).records.map(({ id }) => id)).not.toContain(
      recordId(dataset.id, '3'),
    );
    // Another statement under the key is a new one.
    const changed = await pushRows(context, definition, [
      { line: 1, cells: { no, name: '丙新', phone: '', rid: '' } },
    ]);
    expect(changed).toMatchObject({ accepted: 1 });
    await undoDelivery(context, changed.delivery);
  });

  it('keys what is left of the rows with a secret that lies outside the store, for its owner only', async () => {
    const { keyFile } = context.settings.retention;
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(await findInStore(dataset.id, [readFileSync(keyFile, 'utf8').trim()])).toEqual([]);
    const elsewhere = intakeContext(graph);
    const file = dataset.file([KEPT]);
    await expect(deliver(elsewhere, { definition, file })).rejects.toMatchObject({ code: 'RETENTION_KEY' });
  });
});

describe('records that stand', () => {
  it('go when the department has not stated them for so long, also after a kill half way', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition({ retention: 'value: 1, unit: d' });
    const rows = Array.from({ length: 12 }, (_, i) => [`${i}`, `卡娜莉丁${i}`, `1392222${1000 + i}`, '']);
    await deliver(context, { definition, file: dataset.file(rows), statedAt: '2020-01-01T00:00:00Z' });
    const at = Date.now();
    const all = await runRetention(context, { at, erase: false, datasets: [], by: 'keeper' });
    const found = all.datasets.find((one) => one.dataset === dataset.id);
    expect(found?.kept).toContain('12 of 12 records');
    expect((await describeDataset(dataset.id)).records).toHaveLength(12);
    const killed = () => {
      throw new Error('killed');
    };
    const request = { at, erase: true, datasets: [dataset.id], by: 'keeper' };
    await expect(runRetention({ ...context, onProgress: killed }, request)).rejects.toThrow('killed');
    const named = await runRetention(context, { at, erase: true, datasets: [dataset.id], by: 'keeper' });
    expect(named.datasets).toMatchObject([{ records: 12, standing: 0, mentions: 24, kept: null }]);
    const left = await describeDataset(dataset.id);
    expect([left.records, left.links]).toEqual([[], []]);
    expect(await findInStore(dataset.id, ['卡娜莉丁', '1392222'])).toEqual([]);
    const back = await deliver(context, { definition, file: dataset.file([...rows].reverse()) });
    expect(back).toMatchObject({ rows: 12, accepted: 0, unchanged: 12 });
  });

  it('stay for ever where the contract states no retention', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    await deliver(context, { definition, file: dataset.file([KEPT]), statedAt: '1950-01-01T00:00:00Z' });
    const { unlimited } = await runRetention(context, {
      at: Date.now(),
      erase: true,
      datasets: [dataset.id],
      by: 'keeper',
    });
    expect(unlimited).toEqual([dataset.id]);
    expect((await describeDataset(dataset.id)).records).toHaveLength(1);
  });
});
