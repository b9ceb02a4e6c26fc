import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSchemaBreaches } from '../../src/intake/contract/odcs-schema.ts';
import { checkContract, parseContract } from '../../src/intake/contract/parse-contract.ts';
import { readYaml } from '../../src/intake/contract/yaml-source.ts';
import { contractText } from './definition-fixture.ts';

const problemsOf = (text: string) => {
  const checked = checkContract('c.odcs.yaml', text);
  return checked.ok ? [] : checked.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
};
const good = contractText(['{ name: id, required: true }']);

describe('a contract', () => {
  it('is read with the defaults that protect: a column without a class is sensitive, sharing is closed', () => {
    const contract = parseContract('c.odcs.yaml', good);
    expect(contract.id).toBe('testcity-registry/things');
    expect(contract.department).toEqual({ id: 'testcity-registry', name: 'Registry of Testcity' });
    expect(contract.objects[0]?.columns[0]).toMatchObject({ type: 'string', classification: 'sensitive' });
    expect(contract).toMatchObject({
      sharing: 'closed',
      encoding: 'UTF-8',
      timeZone: 'Asia/Shanghai',
      calendar: 'gregorian',
      maxEndedShare: 0.2,
      maxQuarantinedShare: 0.1,
    });
  });

  it('keeps the primary key in the order of its positions', () => {
    const text = contractText([
      '{ name: b, primaryKey: true, primaryKeyPosition: 2 }',
      '{ name: a, primaryKey: true, primaryKeyPosition: 1 }',
    ]);
    expect(parseContract('c', text).objects[0]?.primaryKey).toEqual(['a', 'b']);
  });

  it.each(['v3.1.0', 'v3.1.4'])('may be of version %s', (version) => {
    expect(problemsOf(good.replace('v3.1.0', version))).toEqual([]);
  });

  it.each(['v2.2.2', 'v3.0.2', 'v3.2.0', 'v4.0.0', '3'])(
    'of version %s is refused with its place',
    (version) => {
      expect(() => parseContract('c.odcs.yaml', good.replace('v3.1.0', version))).toThrow(
        expect.objectContaining({
          code: 'CONTRACT_VERSION',
          details: expect.objectContaining({ file: 'c.odcs.yaml', line: 1, column: 13, version }),
        }),
      );
    },
  );

  it('without apiVersion is refused', () => {
    expect(() => parseContract('c', good.replace('apiVersion: v3.1.0\n', ''))).toThrow(
      expect.objectContaining({ code: 'CONTRACT_VERSION' }),
    );
  });

  it.each([
    [
      'a key that the standard does not know',
      (t: string) => t.replace('status:', 'stauts: x\nstatus:'),
      /^6:1 stauts/,
    ],
    [
      'a missing key',
      (t: string) => t.replace('version: 1.0.0\n', ''),
      /must have required property 'version'/,
    ],
    [
      'an unknown class',
      (t: string) => t.replace('required: true', 'classification: secret'),
      /classification must be one of public/,
    ],
    [
      'an unknown type',
      (t: string) => t.replace('required: true', 'logicalType: text'),
      /logicalType must be one of string/,
    ],
    [
      'a misspelt property of ours',
      (t: string) => t.replace('coordinateSystem', 'cordinateSystem'),
      /did you mean coordinateSystem/,
    ],
    [
      'a wrong property of ours',
      (t: string) => t.replace('WGS-84', 'CGCS2000'),
      /coordinateSystem must be one of WGS-84/,
    ],
    [
      'another department',
      (t: string) => t.replace('id: testcity-registry', 'id: other'),
      /must start with the department/,
    ],
    [
      'an unknown file format',
      (t: string) => t.replace('format: csv', 'format: docx'),
      /format must be one of csv/,
    ],
    [
      'a column described twice',
      (t: string) => t.replace('- { name: id', '- { name: id }\n      - { name: id'),
      /described twice/,
    ],
    [
      'a dangerous pattern',
      (t: string) =>
        t.replace('required: true', () => "logicalType: string, logicalTypeOptions: { pattern: '(a+)+$' }"),
      /repetition inside a repetition/,
    ],
    [
      'options without a type',
      (t: string) => t.replace('required: true', 'logicalTypeOptions: { maxLength: 3 }'),
      /^14:\d+ logicalTypeOptions need a logicalType beside them$/,
    ],
    [
      'a date format nobody knows',
      (t: string) =>
        t.replace('required: true', 'logicalType: date, logicalTypeOptions: { format: yyyy-QQ }'),
      /format letter Q/,
    ],
    [
      'a quality rule without threshold',
      (t: string) => t.replace('required: true', 'quality: [{ metric: nullValues, unit: rows }]'),
      /mustBe/,
    ],
  ] as const)('with %s says so and where', (_, change, expected) => {
    const problems = problemsOf(change(good));
    expect(problems.join('\n')).toMatch(expected);
    for (const problem of problems) expect(problem).toMatch(/^\d+:\d+ /);
  });

  it('gives all its problems at once, in the order of the file, and throws the first with their number', () => {
    const text = good.replace('status:', 'stauts: x\nstatus:').replace('format: csv', 'format: docx');
    const problems = problemsOf(text);
    expect(problems).toHaveLength(2);
    expect(() => parseContract('c', text)).toThrow(
      expect.objectContaining({
        code: 'CONTRACT_INVALID',
        details: expect.objectContaining({ line: 6, count: 2 }),
      }),
    );
  });

  it('says each problem once, though the standard and Jingwei both mind', () => {
    const text = contractText(['{ name: id, logicalType: strng }']);
    expect(problemsOf(text)).toEqual([
      expect.stringMatching(/schema.0.properties.0.logicalType must be one of string, date/),
    ]);
  });

  it('reads foreign keys in the short and in the full notation', () => {
    const text = contractText(
      [
        '{ name: owner, relationships: [{ to: people.odcs.yaml#/schema/people/properties/id }] }',
        '{ name: a }',
        '{ name: b }',
      ],
      '    relationships: [{ from: [things.a, things.b], to: [others.x, others.y] }]',
    );
    expect(parseContract('c', text).objects[0]?.relationships).toMatchObject([
      { columns: ['a', 'b'], target: { file: null, object: 'others', columns: ['x', 'y'] } },
      { columns: ['owner'], target: { file: 'people.odcs.yaml', object: 'people', columns: ['id'] } },
    ]);
  });
});

describe('YAML that means harm', () => {
  it('is looked through once, however many levels share a part of it', () => {
    const many = Array.from({ length: 100_000 }, () => '[]').join(',');
    const levels = Array.from({ length: 90 }, (_, i) => `${' '.repeat(i)}- *m\n${' '.repeat(i)}-`);
    expect(readYaml('f', `a: &m [${many}]\nb:\n${levels.join('\n')} 1\n`).ok).toBe(true);
  });

  it('may nest a hundred levels deep', () => {
    const text = Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}a:`)
      .join('\n')
      .concat(' 1');
    expect(readYaml('f', text)).toMatchObject({ ok: true });
  });

  it.each([
    ['is too large', `a: ${'x'.repeat(1024 * 1024)}`, /larger than 1 MiB/],
    ['nests too deeply', '['.repeat(100_000), /nest deeper/],
    [
      'nests deeply by indentation',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /nest/,
    ],
    [
      'nests a level too deeply by indentation',
      Array.from({ length: 101 }, (_, i) => `${' '.repeat(i)}a:`)
        .join('\n')
        .concat(' 1'),
      /nests deeper than 100 levels/,
    ],
    [
      'unfolds to gigabytes',
      [
        'a: &a [x,x,x,x,x,x,x,x,x]',
        ...'bcdefghi'.split('').map((c, i) => `${c}: &${c} [${`*${'abcdefgh'[i]},`.repeat(9)}]`),
      ].join('\n'),
      /alias/i,
    ],
    ['repeats a key', 'a: 1\na: 2', /unique/],
    ['is broken', 'a: [1', /not readable as YAML/],
  ])('%s: refused in no time', (_, text, expected) => {
    const started = performance.now();
    const read = readYaml('f', text);
    expect(read.ok ? '' : read.problems[0]?.reason).toMatch(expected);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('every contract in examples/', () => {
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.odcs.yaml'),
  );
  it.each(files)('%s passes the official schema and our own reading', (file) => {
    const text = readFileSync(join('examples', file), 'utf8');
    const yaml = readYaml(file, text);
    expect(yaml.ok ? listSchemaBreaches(yaml.value.value) : yaml.problems).toEqual([]);
    expect(problemsOf(text)).toEqual([]);
  });
});
