import { readFileSync, writeFileSync } from 'node:fs';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Graph } from '../../src/graph/graph.ts';
import { recordId } from '../../src/ids.ts';
import type { DatasetDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { changeDelivery, getReport } from '../../src/intake/delivery-store.ts';
import { dismissDelivery, releaseDelivery } from '../../src/intake/held-delivery.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { pushRows } from '../../src/intake/push-rows.ts';
import { dismissQuarantined, retryQuarantined } from '../../src/intake/quarantine.ts';
import { remap } from '../../src/intake/remap.ts';
import { resumeDelivery } from '../../src/intake/resume-delivery.ts';
import { undoDelivery } from '../../src/intake/undo-delivery.ts';
import { lengthenResidentId } from '../../src/standardise/schemes/cn-resident-id.ts';
import { describeDataset, listQuarantine } from '../setup/describe-dataset.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { inventDataset } from './invented-dataset.ts';

let graph: Graph;
let context: IntakeContext;

beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});

afterAll(async () => {
  await graph.close();
});

const row = (no: number, name = `王小${no}`, phone = `1390000${1000 + no}`): readonly string[] => [
  String(no),
  name,
  phone,
  lengthenResidentId(`3801019001${String(10 + (no % 20))}${String(100 + no)}`),
];

const counts = ({ rows, accepted, unchanged, versions, quarantined, ended, held }: DeliveryReport) => ({
  rows,
  accepted,
  unchanged,
  versions,
  quarantined,
  ended,
  held,
});

const NOTHING = { rows: 0, accepted: 0, unchanged: 0, versions: 0, quarantined: 0, ended: 0, held: false };

describe('a delivery', () => {
  it('accepts new rows, then leaves the graph alone when the same file comes again', async () => {
    const dataset = inventDataset();
    const file = dataset.file([row(1), row(2), row(3)]);
    const first = await deliver(context, { definition: dataset.definition(), file });
    expect(counts(first)).toEqual({ ...NOTHING, rows: 3, accepted: 3 });
    const before = await describeDataset(dataset.id);
    const second = await deliver(context, { definition: dataset.definition(), file });
    expect(counts(second)).toEqual({ ...NOTHING, rows: 3, unchanged: 3 });
    expect(second.delivery).toBe(first.delivery);
    expect(await describeDataset(dataset.id)).toEqual(before);
    expect(before.records).toHaveLength(3);
    expect(before.links).toHaveLength(3);
  });

  it('puts a changed statement in front of the old one and ends what a FULL delivery no longer states', async () => {
    const dataset = inventDataset();
    await deliver(context, {
      definition: dataset.definition(),
      file: dataset.file([row(1), row(2), row(3)]),
    });
    const changed = dataset.file([row(1), row(2, '李小2')]);
    const report = await deliver(context, { definition: dataset.definition(), file: changed });
    expect(counts(report)).toEqual({ ...NOTHING, rows: 2, unchanged: 1, versions: 1, ended: 1 });
    const state = await describeDataset(dataset.id);
    expect(state.records.map(({ key, current, versions }) => ({ key, current, versions }))).toEqual([
      { key: '1', current: true, versions: 0 },
      { key: '2', current: true, versions: 1 },
      { key: '3', current: false, versions: 0 },
    ]);
    expect(state.links).toHaveLength(2);
  });

  it('finds nothing new in a row that the next file writes twice', async () => {
    const dataset = inventDataset();
    await deliver(context, { definition: dataset.definition(), file: dataset.file([row(1), row(2)]) });
    const twice = dataset.file([row(1), row(1), row(2)]);
    const report = await deliver(context, { definition: dataset.definition(), file: twice });
    expect(counts(report)).toEqual({ ...NOTHING, rows: 3, unchanged: 3 });
  });

  it('held half way can be undone but not dismissed', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition({ delivery: 'INCREMENT' });
    const first = await deliver(context, { definition, file: dataset.file([row(1)]) });
    const before = await describeDataset(dataset.id);
    const second = await deliver(context, { definition, file: dataset.file([row(2)]) });
    // As a delivery stands whose bytes turned out to be unreadable after some batches.
    await changeDelivery(context, second.delivery, { state: 'HELD' });
    await expect(dismissDelivery(context, second.delivery)).rejects.toMatchObject({ code: 'DELIVERY_STATE' });
    await expect(undoDelivery(context, first.delivery)).rejects.toMatchObject({
      code: 'DELIVERY_NOT_LATEST',
    });
    await undoDelivery(context, second.delivery);
    const after = await describeDataset(dataset.id);
    expect(after.records.filter(({ current }) => current)).toEqual(before.records);
  });

  it('does not end anything for an INCREMENT', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition({ delivery: 'INCREMENT' });
    await deliver(context, { definition, file: dataset.file([row(1), row(2)]) });
    const report = await deliver(context, { definition, file: dataset.file([row(3)]) });
    expect(counts(report)).toEqual({ ...NOTHING, rows: 1, accepted: 1 });
    expect((await describeDataset(dataset.id)).records).toHaveLength(3);
  });

  it('is held when it would end too much, changes nothing until it is released, and can be turned down', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition({ maxEndedShare: 0.2 });
    const all = Array.from({ length: 20 }, (_, index) => row(index + 1));
    await deliver(context, { definition, file: dataset.file(all) });
    const before = await describeDataset(dataset.id);
    const held = await deliver(context, { definition, file: dataset.file(all.slice(0, 5)) });
    expect(counts(held)).toEqual({ ...NOTHING, rows: 5, held: true });
    expect(held.heldReasons.map(({ code }) => code)).toEqual(['ENDS_TOO_MUCH']);
    expect(await describeDataset(dataset.id)).toEqual(before);
    expect(counts(await releaseDelivery(context, held.delivery))).toEqual({
      ...NOTHING,
      rows: 5,
      unchanged: 5,
      ended: 15,
    });
    await expect(releaseDelivery(context, held.delivery)).rejects.toMatchObject({ code: 'DELIVERY_STATE' });
    const again = await deliver(context, { definition, file: dataset.file([]) });
    expect(again.heldReasons.map(({ code }) => code)).toEqual(['ENDS_TOO_MUCH']);
    await dismissDelivery(context, again.delivery);
    expect((await describeDataset(dataset.id)).records.filter(({ current }) => current)).toHaveLength(5);
  });

  it('is held when its own date is older than the newest one applied', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    await deliver(context, { definition, file: dataset.file([row(1)]), statedAt: '2025-06-01T00:00:00Z' });
    const held = await deliver(context, {
      definition,
      file: dataset.file([row(2)]),
      statedAt: '2025-05-01T00:00:00Z',
    });
    expect(held.heldReasons.map(({ code }) => code)).toContain('OLDER');
  });

  it('puts broken rows into quarantine with rule, column, value and reason, and takes them in once corrected', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    const file = dataset.file([row(1), ['2', '', '13900001002', ''], ['3', '赵六'], row(4)]);
    const report = await deliver(context, { definition, file });
    expect(counts(report)).toEqual({ ...NOTHING, rows: 4, accepted: 2, quarantined: 2 });
    const waiting = await listQuarantine(dataset.id);
    expect(waiting.map(({ line, rule, column }) => ({ line, rule, column }))).toEqual([
      { line: 3, rule: 'required', column: 'name' },
      { line: 4, rule: 'columns', column: null },
    ]);
    const [nameless, short] = waiting.map(({ id }) => id);
    const fixed = await retryQuarantined(context, nameless ?? '', { name: '钱七' });
    expect(counts(fixed)).toEqual({ ...NOTHING, rows: 1, accepted: 1 });
    await expect(retryQuarantined(context, nameless ?? '', { name: '孙八' })).rejects.toMatchObject({
      code: 'QUARANTINE_STATE',
    });
    await expect(retryQuarantined(context, short ?? '', { nobody: 'x' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await dismissQuarantined(context, [short ?? ''], 'torn line')).toBe(1);
    expect(await listQuarantine(dataset.id)).toEqual([]);
    const keys = (await describeDataset(dataset.id)).records.map(({ key }) => key);
    expect(keys).toEqual(['1', '2', '4']);
  });

  it('keeps rows that were not read whole in quarantine through a remap, until a correction mends them whole', async () => {
    const dataset = inventDataset();
    const torn = [
      ['2', '李', '四', '13900001002', ''],
      ['3', '"a"b', '13900001003', ''],
      ['4', '赵'],
    ];
    await deliver(context, { definition: dataset.definition(), file: dataset.file([row(1), ...torn]) });
    const waiting = await listQuarantine(dataset.id);
    expect(waiting.map(({ rule }) => rule)).toEqual(['columns', 'syntax', 'columns']);
    for (const phoneAttribute of ['mobile', 'line']) {
      const report = await remap(context, dataset.definition({ phoneAttribute }));
      expect(counts(report)).toEqual({ ...NOTHING, rows: 4, versions: 1, quarantined: 3 });
    }
    const rules = (await listQuarantine(dataset.id)).map(({ rule }) => rule);
    expect(rules.toSorted()).toEqual(['columns', 'columns', 'syntax']);
    const find = async (start: string) => {
      const [found] = await onStore(
        `MATCH (q:QuarantinedRow {state: 'OPEN', dataset: $dataset}) WHERE q.raw STARTS WITH $start RETURN q.id AS id, q.reason AS reason`,
        { dataset: dataset.id, start },
      );
      return { id: String(found?.id), reason: found?.reason };
    };
    const [surplus, uncut, short] = await Promise.all(['["2"', '["3,', '["4"'].map(find));
    expect(uncut?.reason).toBe('text follows a closing quote');
    const refused = async (
      id: string | undefined,
      corrections: Record<string, string | null>,
      lack: RegExp,
    ) => expect(retryQuarantined(context, id ?? '', corrections)).rejects.toThrow(lack);
    await refused(surplus?.id, {}, /has to give null for #5 \(under no column\)$/);
    await refused(surplus?.id, { name: '李四', phone: '13900001002' }, /#5/);
    await refused(uncut?.id, { no: '3', name: 'ab' }, /phone, rid \(a value or null\), and null for #text/);
    await refused(short?.id, { phone: '13900001004' }, /rid \(a value or null\)$/);
    const mended = [
      [surplus?.id, { name: '李四', phone: '13900001002', rid: null, '#5': null }],
      [uncut?.id, { no: '3', name: 'ab', phone: null, rid: null, '#text': null }],
      [short?.id, { phone: null, rid: null }],
    ] as const;
    for (const [id, corrections] of mended) {
      const report = await retryQuarantined(context, id ?? '', corrections);
      expect(counts(report)).toEqual({ ...NOTHING, rows: 1, accepted: 1 });
    }
    expect(await listQuarantine(dataset.id)).toEqual([]);
    const raw = 'MATCH (r:Record {key: $key}) WHERE r.dataset = $dataset RETURN r.raw AS raw';
    expect(await onStore(raw, { dataset: dataset.id, key: '2' })).toEqual([
      { raw: ['["2","李四","13900001002",null]'] },
    ]);
  });

  it('has the rules that a remap lost given back by migration 33', async () => {
    const dataset = inventDataset();
    const rows = [row(1), [...row(2), 'more'], ['3', '"a"b', '', ''], ['4', '', '', '']];
    await deliver(context, { definition: dataset.definition(), file: dataset.file(rows) });
    await onStore(
      `MATCH (q:QuarantinedRow {dataset: $dataset}) SET q.rule = 'required', q.column = 'name', q.reason = 'name is empty'`,
      { dataset: dataset.id },
    );
    await migrateAgain(graph, '033');
    expect((await listQuarantine(dataset.id)).map(({ rule, column }) => [rule, column])).toEqual([
      ['columns', null],
      ['syntax', null],
      ['required', 'name'],
    ]);
  });

  it('in another encoding stays held when somebody releases it, and blocks neither the next delivery nor a start', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    await deliver(context, { definition, file: dataset.file([row(1)]) });
    const file = dataset.file([row(1), row(2)]);
    writeFileSync(file, iconv.encode(readFileSync(file, 'utf8'), 'gb18030'));
    const held = await deliver(context, { definition, file });
    expect(held.heldReasons.map(({ code }) => code)).toEqual(['ENCODING']);
    await expect(releaseDelivery(context, held.delivery)).rejects.toMatchObject({ code: 'FILE_ENCODING' });
    expect((await getReport(context, held.delivery)).held).toBe(true);
    const next = await deliver(context, { definition, file: dataset.file([row(1), row(3)]) });
    expect(counts(next)).toEqual({ ...NOTHING, rows: 2, accepted: 1, unchanged: 1 });
    await changeDelivery(context, held.delivery, { state: 'APPLYING', owner: 'a process that is gone' });
    await resumeDelivery(context, held.delivery);
    expect((await getReport(context, held.delivery)).held).toBe(true);
    await dismissDelivery(context, held.delivery);
  });

  it('does not end a record whose row is broken but still shows its key, and says where no key can be read', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    await deliver(context, { definition, file: dataset.file([row(1), row(2), row(3)]) });
    const torn = await deliver(context, { definition, file: dataset.file([row(1), ['2', '王小2'], row(3)]) });
    expect(counts(torn)).toEqual({ ...NOTHING, rows: 3, unchanged: 2, quarantined: 1 });
    const broken = await deliver(context, { definition, file: dataset.file([row(1), ['"2', 'x'], row(3)]) });
    expect(counts(broken)).toEqual({ ...NOTHING, rows: 3, unchanged: 2, quarantined: 1, ended: 1 });
    expect(broken.notes).toEqual([expect.stringMatching(/^1 rows are too broken .* among the 1 that/)]);
  });

  it('can be undone whole: changed, new and ended records stand as before', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    await deliver(context, { definition, file: dataset.file([row(1), row(2), row(3)]) });
    const before = await describeDataset(dataset.id);
    const second = await deliver(context, {
      definition,
      file: dataset.file([row(1), row(2, '李小2'), row(4)]),
    });
    await undoDelivery(context, second.delivery);
    const after = await describeDataset(dataset.id);
    expect(after.standing).toEqual(before.standing);
    expect(after.links).toEqual(before.links);
    expect(after.entities).toEqual(before.entities);
    await expect(undoDelivery(context, second.delivery)).rejects.toMatchObject({ code: 'DELIVERY_STATE' });
  });

  it('can be undone one after the other, newest first, down to nothing, and be given again', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition();
    const file = dataset.file([row(1), row(2)]);
    const first = await deliver(context, { definition, file });
    const once = await describeDataset(dataset.id);
    const second = await deliver(context, { definition, file: dataset.file([row(1, '张三'), row(3)]) });
    await expect(undoDelivery(context, first.delivery)).rejects.toMatchObject({
      code: 'DELIVERY_NOT_LATEST',
    });
    await undoDelivery(context, second.delivery);
    await undoDelivery(context, first.delivery);
    const empty = await describeDataset(dataset.id);
    expect({ standing: empty.standing, links: empty.links, entities: empty.entities }).toEqual({
      standing: [],
      links: [],
      entities: [],
    });
    const third = await deliver(context, { definition, file });
    expect(third.delivery).not.toBe(first.delivery);
    expect(counts(third)).toEqual({ ...NOTHING, rows: 2, versions: 2 });
    expect((await describeDataset(dataset.id)).standing).toEqual(once.standing);
  });

  it('is read again when the mapping changes, without a new delivery, and that can be undone too', async () => {
    const dataset = inventDataset();
    await deliver(context, { definition: dataset.definition(), file: dataset.file([row(1), row(2)]) });
    const before = await describeDataset(dataset.id);
    const report = await remap(context, dataset.definition({ phoneAttribute: 'mobile' }));
    expect(counts(report)).toEqual({ ...NOTHING, rows: 2, versions: 2 });
    const after = await describeDataset(dataset.id);
    expect(after.entities).toEqual(before.entities);
    expect(after.attributes).toContain('mobile');
    expect(after.attributes).not.toContain('phone');
    await undoDelivery(context, report.delivery);
    expect((await describeDataset(dataset.id)).standing).toEqual(before.standing);
  });

  it('is held with a guess when its bytes are not in the declared encoding', async () => {
    const dataset = inventDataset();
    const { writeFile } = await import('node:fs/promises');
    const { default: iconv } = await import('iconv-lite');
    const file = dataset.file([]);
    const names = [
      '欧阳建国',
      '张伟',
      '司马相如',
      '陈晓东',
      '刘洋',
      '赵敏',
      '黄志强',
      '周杰',
      '吴国庆',
      '徐丽',
    ];
    const text = `no,name,phone,rid\n${Array.from({ length: 40 }, (_, no) => `${no},${names[no % 10]},,`).join('\n')}\n`;
    await writeFile(file, iconv.encode(text, 'gb18030'));
    const held = await deliver(context, { definition: dataset.definition(), file });
    expect(held.held).toBe(true);
    expect(held.heldReasons[0]?.code).toBe('ENCODING');
    expect(held.heldReasons[0]?.text).toMatch(/GB/i);
    const corrected: DatasetDefinition = dataset.definition({ encoding: 'GB18030' });
    await remap(context, corrected);
    expect(counts(await releaseDelivery(context, held.delivery))).toMatchObject({
      rows: 40,
      accepted: 40,
      held: false,
    });
  });

  it('in an encoding that no contract can declare is held with the advice to convert it, and released with it', async () => {
    const dataset = inventDataset();
    const file = dataset.file([row(1)]);
    writeFileSync(file, iconv.encode(readFileSync(file, 'utf8'), 'utf-16le', { addBOM: true }));
    const held = await deliver(context, { definition: dataset.definition(), file });
    const text = expect.stringMatching(/looks like UTF-16LE, .*\. Convert the file to UTF-8/);
    expect(held.heldReasons).toEqual([{ code: 'ENCODING', text }]);
    await expect(releaseDelivery(context, held.delivery)).rejects.toMatchObject({ code: 'FILE_UNCONVERTED' });
    expect((await getReport(context, held.delivery)).heldReasons).toEqual([{ code: 'ENCODING', text }]);
  });

  it('serves many callers who push at once one after the other, losing and doubling nothing', async () => {
    const dataset = inventDataset();
    const definition = dataset.definition({ delivery: 'INCREMENT' });
    await deliver(context, { definition, file: dataset.file([row(1)]) });
    const cells = (no: number) => {
      const [key = '', name = '', phone = '', rid = ''] = row(no);
      return { line: 1, cells: { no: key, name, phone, rid } };
    };
    const reports = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        pushRows(context, definition, [cells(1 + (index % 6)), cells(20 + index)]),
      ),
    );
    expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(5 + 12);
    const state = await describeDataset(dataset.id);
    expect(state.records).toHaveLength(18);
    expect(state.records.every(({ versions }) => versions === 0)).toBe(true);
    expect(state.records.map(({ id }) => id)).toContain(recordId(dataset.id, '31'));
  });
});
