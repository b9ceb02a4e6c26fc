import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequestContext } from '../../../src/api/context.ts';
import { printReport } from '../../../src/audit/print-report.ts';
import { buildSubjectReport } from '../../../src/audit/subject-report.ts';
import { JingweiError } from '../../../src/errors.ts';
import { parseDefinition } from '../../../src/intake/definition.ts';
import { deliver } from '../../../src/intake/deliver.ts';
import { intakeContext } from '../../setup/intake-context.ts';
import { type AttackedTown, startAttackedTown } from './attacked-town.ts';

/** What a department that means harm could write into its contract, its mapping, its rows and the name of its file. */
const MARKUP = '</pre><script>zqrun()</script>';
const COLUMNS = ['no', 'constructor', 'a`b', 'x"y', "q'r", '$seeWhole', '{{mention(m)}}', 'textPublic'];

let town: AttackedTown;
let token: string;
let dataset: string;
let department: string;
beforeAll(async () => {
  town = await startAttackedTown();
  department = `poison-${town.department.slice(8)}`;
  dataset = `${department}/poisoned`;
  token = await town.tokenOf('department', 'owner', department);
});
afterAll(() => town.close());

function define(name: string, columns: readonly string[], id = dataset) {
  const properties = columns.map((physical, at) => ({
    name: at === 0 ? 'no' : `c${at}`,
    physicalName: physical,
    logicalType: 'string',
    classification: at === 0 ? 'public' : 'personal',
    ...(at === 0 ? { required: true, primaryKey: true, primaryKeyPosition: 1 } : {}),
  }));
  return parseDefinition({
    contractFile: 'poisoned.odcs.yaml',
    contractText: JSON.stringify({
      ...{
        apiVersion: 'v3.1.0',
        kind: 'DataContract',
        id,
        name,
        version: '1.0.0',
        status: 'active',
      },
      team: { name: department, description: MARKUP },
      description: { purpose: MARKUP },
      servers: [{ server: 'file', type: 'local', path: 'p.csv', format: 'csv' }],
      schema: [{ name: 'poisoned', physicalName: 'poisoned', properties }],
      customProperties: [
        { property: 'encoding', value: 'UTF-8' },
        { property: 'timeZone', value: 'UTC' },
        { property: 'region', value: 'CN' },
        { property: 'sharing', value: 'conditional' },
      ],
    }),
    mappingFile: 'poisoned.mapping.yaml',
    mappingText: JSON.stringify({
      contract: { file: 'poisoned.odcs.yaml', object: 'poisoned' },
      delivery: 'FULL',
      record: { key: ['no'] },
      mentions: {
        person: {
          kind: 'Person',
          attributes: {
            constructor: { kind: 'name', column: 'c1' },
            number: { kind: 'identifier', scheme: `local.${department}`, column: 'c2' },
            hasOwnProperty: { kind: 'text', column: 'c3' },
          },
        },
      },
    }),
  });
}

async function deliverAs(fileName: string, columns: readonly string[] = COLUMNS): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-poisoned-'));
  const file = join(folder, fileName);
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const cells = ['1', ...columns.slice(1).map((_, at) => `${MARKUP}${at}`)];
  writeFileSync(file, `${columns.map(quoted).join(',')}\n${cells.map(quoted).join(',')}\n`);
  try {
    await deliver(intakeContext(town.graph), { definition: define(MARKUP, columns), file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a poisoned contract', () => {
  it.each([
    '\u0000/a',
    `a/${'x'.repeat(100_000)}`,
    '../../../etc',
    "a/b' OR 1=1",
    'a/b/c',
    '/',
    'a/<b>',
    'a/|0',
  ])('whose id is %j is refused', (id) => {
    expect(() => define('A name', COLUMNS, id)).toThrow(JingweiError);
    expect(() => define('A name', COLUMNS, dataset)).not.toThrow();
  });

  it('with a column that would change every object is refused', async () => {
    await expect(deliverAs('p.csv', ['no', '__proto__', 'b', 'c'])).rejects.toThrow(/reserved/);
  });

  it.each(["'; DROP.csv", '$(zqrun).csv', '{{mention(m)}}.csv', '名\u202egpj.csv'])(
    'in a file that is named %s is taken in as text, and read back as it was',
    async (name) => {
      await deliverAs(name);
      const query = `query R($d: ID!) { dataset(id: $d) { name description } records(where: { datasets: [$d] }) { nodes { rows mentions { attributes { name original } } } } }`;
      const { data, codes } = await town.server.ask(query, { variables: { d: dataset }, token });
      expect(codes).toEqual([]);
      const read = JSON.stringify(data);
      for (const column of COLUMNS.slice(1)) expect(read).toContain(JSON.stringify(column).slice(1, -1));
      expect(read).toContain('"name":"constructor"');
      expect(Object.hasOwn(Object.prototype, 'zqrun')).toBe(false);
    },
  );

  it('shows nobody more than an honest one would', async () => {
    const query = `query R($d: ID!) { records(where: { datasets: [$d] }) { nodes { rows mentions { attributes { original } } } } }`;
    for (const role of ['analyst', 'auditor', 'reviewer'] as const) {
      const { data } = await town.server.ask(query, {
        variables: { d: dataset },
        token: await town.tokenOf(role),
      });
      expect(JSON.stringify(data)).not.toContain('zqrun');
    }
  });

  it('runs nothing on the page that the person concerned prints', async () => {
    const { graph, settings, clock } = intakeContext(town.graph);
    const caller = {
      ...({ user: 'p', role: 'subject', department: null } as const),
      identifiers: [{ scheme: `local.${department}`, value: `${MARKUP}1` }],
    };
    const context = createRequestContext({ graph, settings, clock, caller });
    const page = printReport(await buildSubjectReport(context, null), 'en');
    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });
});
