import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../src/api/build-schema.ts';
import { DEMO_CITY } from '../../src/city/demo-city.ts';
import { generateCity } from '../../src/city/generate-city.ts';
import { DEMO_PERSON, listExampleQuestions } from '../../src/cli/example-questions.ts';
import { inventDataset } from '../intake/invented-dataset.ts';
import { runHere } from './run-jingwei.ts';

const COMMANDS = [
  'serve',
  'intake',
  'check',
  'status',
  'release',
  'dismiss',
  'undo',
  'remap',
  'resolve',
  'corrections',
  'judge',
  'areas',
  'backup',
  'restore',
  'token',
];

function writeDefinition(): { readonly contract: string; readonly mapping: string } {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-cli-'));
  const { contractText, mappingText } = inventDataset().definition();
  const contract = join(folder, 'residents.odcs.yaml');
  const mapping = join(folder, 'residents.mapping.yaml');
  writeFileSync(contract, contractText);
  writeFileSync(mapping, mappingText);
  return { contract, mapping };
}

describe('the command line', () => {
  it.each([
    ...COMMANDS.map((name) => [name]),
    ['policy', 'test'],
    ['generate', 'city'],
    ['retention', 'run'],
    ...['register', 'rotate', 'revoke', 'trust', 'list'].map((name) => ['app', name]),
  ])('explains %s %s with examples', async (...names) => {
    const { exit, stdout } = await runHere(...names.filter((name) => name !== undefined), '--help');
    expect(exit).toBe(0);
    expect(stdout).toContain(`Usage: jingwei ${names.join(' ').trim()}`);
    expect(stdout).toMatch(/Examples:\n {2}\$ .*jingwei/);
  });

  it.each([
    [['intak'], "Unknown command 'intak' (Did you mean intake?)"],
    [['intake'], "Missing required argument 'contract'"],
    [['generate'], 'A command is missing'],
    [
      ['check', 'a.odcs.yaml', '--rows', '0'],
      "Option '--rows <number>' argument '0' is invalid. Write a whole number from 1 to 10000.",
    ],
    [
      ['intake', 'a', 'b', '--stated-at', 'tomorrow'],
      "Option '--stated-at <when>' argument 'tomorrow' is invalid. Write 2026-02-01, or 2026-02-01T08:30:00+08:00.",
    ],
  ])('says what is wrong with %j', async (args, reason) => {
    const { exit, stdout, stderr } = await runHere(...args);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error USAGE: ${reason}\n→ See \`jingwei --help\`.`,
    });
  });

  it('says an error as one line of JSON when asked for JSON', async () => {
    const { exit, stdout, stderr } = await runHere('check', 'nowhere/things.odcs.yaml', '--json');
    expect(exit).toBe(3);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      error: { code: 'FILE_UNREADABLE', remedy: expect.any(String) },
    });
  });
});

describe('jingwei check', () => {
  it('finds a definition sound and shows what rows yield, without a server', async () => {
    const { contract } = writeDefinition();
    const file = inventDataset().file([
      ['1', '甲某某', '13912345678', ''],
      ['2', '', '13912345679', ''],
    ]);
    const { exit, stdout } = await runHere('check', contract, file);
    expect(exit).toBe(0);
    expect(stdout).toContain('contract and mapping are sound');
    expect(stdout).toContain('Of the first 2 rows, 1 row would be quarantined:');
    expect(stdout).toMatch(/line 3: required name/);
    expect(stdout).toMatch(/record 1 \(line 2\)\n {2}resident: Person\n {4}name = 甲某某/);
    expect(stdout).toContain('resident ─USES→ contact');
  });

  it('tells each problem with file, line and column, and ends with 3', async () => {
    const { contract, mapping } = writeDefinition();
    writeFileSync(mapping, readFileSync(mapping, 'utf8').replace('column: phone }', 'column: fone }'));
    const { exit, stdout } = await runHere('check', contract);
    expect(exit).toBe(3);
    expect(stdout).toMatch(/residents\.mapping\.yaml:\d+:\d+ .*fone/);
    const asJson = await runHere('check', contract, '--json');
    expect(asJson.exit).toBe(3);
    expect(JSON.parse(asJson.stdout).problems[0]).toMatchObject({ file: mapping, line: expect.any(Number) });
  });
});

describe('jingwei generate city', () => {
  it('writes the city and says what is in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jingwei-cli-'));
    const { exit, stdout } = await runHere(
      'generate',
      'city',
      '--people',
      '10',
      '--seed',
      '1',
      '--out',
      folder,
      '--json',
    );
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ persons: 10, seed: 1 });
    expect(readdirSync(folder)).toContain('truth.csv');
  });
});

describe('the example questions', () => {
  it.each(['none', 'loaded'] as const)('are three that the schema answers (demo: %s)', (demo) => {
    const questions = listExampleQuestions(demo);
    expect(questions).toHaveLength(3);
    for (const { query } of questions) expect(validate(buildSchema(), parse(query))).toEqual([]);
  });

  it('ask for somebody who has a vehicle in the demo city', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'jingwei-cli-'));
    await generateCity({ ...DEMO_CITY, directory });
    expect(readFileSync(join(directory, 'vehicles/registrations.csv'), 'utf8')).toContain(DEMO_PERSON);
  });
});
