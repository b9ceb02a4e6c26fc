import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Redaction } from '../../src/access/redactions.ts';
import { buildSchema } from '../../src/api/build-schema.ts';
import { createRequestContext } from '../../src/api/context.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { define } from '../intake/definition-fixture.ts';
import { intakeContext } from '../setup/intake-context.ts';
import { migrateAgain } from '../setup/migrate-again.ts';
import { onStore } from '../setup/on-store.ts';
import { openTestGraph } from '../setup/test-graph.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import type { Answer } from './small-town.ts';

/** What an open dataset of some columns shows of its faults to an analyst. */
interface Shown {
  readonly rows: readonly Answer[];
  /** Of each redaction the field that it stands at, by line, and its classes. */
  readonly withheld: readonly string[];
}

const schema = buildSchema();
let graph: Graph;
let context: IntakeContext;
beforeAll(async () => {
  graph = await openTestGraph();
  context = intakeContext(graph);
});
afterAll(() => graph.close());

it('shows nothing of a cell without a column, and says so', async () => {
  const dataset = await takeIn(
    ['no, classification: public', 'name, classification: public', 'phone, classification: public'],
    ['no,name,phone', '1,张三,13912345601', '2,李,四,13912345602', '3,"a"b,13912345603'],
  );
  const { rows, withheld } = await show(dataset);
  expect(rows).toEqual([
    {
      line: 3,
      rule: 'columns',
      value: null,
      reason: null,
      row: { no: '2', name: '李', phone: '四', '#4': null },
    },
    { line: 4, rule: 'syntax', value: null, reason: null, row: { '#text': null } },
  ]);
  expect(withheld).toEqual(
    [3, 4].flatMap((line) => ['value', 'reason', 'row'].map((part) => `${line} ${part}: sensitive`)),
  );
});

it('says of the raw rows of records that a cell without a column is withheld', async () => {
  const dataset = await takeIn(['no, classification: public'], ['no,more', '1,13912345601']);
  const { data, redactions } = await ask(
    'query ($d: [ID!]) { records(where: { datasets: $d }) { nodes { rows versions { rows } } } }',
    { d: [dataset] },
  );
  const cells = { no: '1', more: null };
  expect(data.records.nodes).toEqual([{ rows: [cells], versions: [{ rows: [cells] }] }]);
  // In the order in which the rows are read.
  expect(redactions.map(({ path, classes }) => `${path.join('.')} ${classes}`).sort()).toEqual([
    'records.nodes.0.rows sensitive',
    'records.nodes.0.versions.0.rows sensitive',
  ]);
});

const MIXED = [
  'no, classification: public',
  'size, logicalType: number, classification: public',
  'since, logicalType: date, classification: public',
  'until, logicalType: date, classification: sensitive',
  'name, classification: personal',
];
const MIXED_ROWS = [
  'no,size,since,until,name',
  '1,abc,,,张三',
  '2,1,2020-03-01,2019-02-03,李四',
  '3,7,,,王五,赵六',
];

it('shows why a cell breaks its contract to whoever may see that cell, and says that of no other', async () => {
  const { rows, withheld } = await show(await takeIn(MIXED, MIXED_ROWS));
  expect(rows.map(({ line, rule, value }) => [line, rule, value])).toEqual([
    [2, 'type', 'abc'],
    // It begins on a public day and ends on a sensitive one.
    [3, 'period', null],
    [4, 'columns', null],
  ]);
  expect(withheld).toEqual([
    '2 row: personal,sensitive',
    '3 value: sensitive',
    '3 reason: sensitive',
    '3 row: personal,sensitive',
    ...['value', 'reason', 'row'].map((part) => `4 ${part}: personal,sensitive`),
  ]);
});

it('shows a whole row only to who may see each class in it', async () => {
  const dataset = await takeIn(MIXED, MIXED_ROWS);
  const scope = { datasets: [dataset], people: ['a'] };
  const most = await openTestMatter(context, { ...scope, classes: ['public', 'internal', 'sensitive'] });
  const narrow = await show(dataset, most);
  expect(narrow.rows.map(({ value }) => value)).toEqual(['abc', '2020-03-01 … 2019-02-03', null]);
  expect(narrow.withheld.slice(-3)).toEqual(['value', 'reason', 'row'].map((part) => `4 ${part}: personal`));
  const all = await show(dataset, await openTestMatter(context, scope));
  expect(all.rows.at(-1)).toMatchObject({ value: '3 | 7 |  |  | 王五 | 赵六', row: { '#6': '赵六' } });
  expect(all.withheld).toEqual([]);
});

it('knows by migration 31 what the values of older rows repeat, and as long shows none', async () => {
  const dataset = await takeIn(MIXED, MIXED_ROWS);
  const before = await show(dataset);
  await onStore('MATCH (q:QuarantinedRow {dataset: $dataset}) REMOVE q.columns', { dataset });
  expect((await show(dataset)).rows.map(({ value }) => value)).toEqual([null, null, null]);
  await migrateAgain(graph, '031');
  expect((await show(dataset)).rows).toEqual(before.rows);
});

/** Delivers lines of a file to an open dataset of an invented department, and gives its id. */
async function takeIn(columns: readonly string[], lines: readonly string[]): Promise<string> {
  const department = `waiting-${randomUUID().slice(0, 8)}`;
  const dated = columns.some((column) => column.startsWith('since'));
  const period = dated ? ', period: { from: since, to: until }' : '';
  const definition = define(
    columns.map((column) => `{ name: ${column} }`),
    `record:
  key: [no]
mentions:
  thing: { kind: Thing, attributes: { no: { kind: text, column: no } }${period} }
`,
    '',
    {
      department,
      properties: ['{ property: sharing, value: open }', '{ property: maxQuarantinedShare, value: 1 }'],
    },
  );
  const file = join(mkdtempSync(join(tmpdir(), 'jingwei-waiting-')), 'things.csv');
  writeFileSync(file, `${lines.join('\n')}\n`);
  await deliver(context, { definition, file });
  return definition.id;
}

async function show(dataset: string, matter: string | null = null): Promise<Shown> {
  const { data, redactions } = await ask(
    'query ($dataset: ID) { quarantine(dataset: $dataset) { nodes { line rule value reason row } } }',
    { dataset },
    matter,
  );
  const { nodes } = data.quarantine;
  const rows = nodes.toSorted((one: Answer, other: Answer) => one.line - other.line);
  const told = redactions.map(({ path, classes }) => ({
    line: nodes[Number(path[2])]?.line,
    text: `${path[3]}: ${classes.join(',')}`,
  }));
  const withheld = told.toSorted((one, other) => one.line - other.line);
  return { rows, withheld: withheld.map(({ line, text }) => `${line} ${text}`) };
}

async function ask(
  source: string,
  variableValues: Readonly<Record<string, unknown>>,
  matter: string | null = null,
): Promise<{ readonly data: Answer; readonly redactions: readonly Redaction[] }> {
  const contextValue = createRequestContext({
    ...{ graph, settings: context.settings, clock: Date.now, matter },
    caller: { user: 'a', role: 'analyst', department: null },
  });
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
  expect(errors).toBeUndefined();
  return { data: JSON.parse(JSON.stringify(data)), redactions: contextValue.access.redactions.list() };
}
