import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { describeDataset } from '../../setup/describe-dataset.ts';
import { type AttackedTown, startAttackedTown } from './attacked-town.ts';
import { type InputPlace, listInputs, listRoots, makeQuery } from './query-maker.ts';

let town: AttackedTown;
let token: string;
beforeAll(async () => {
  town = await startAttackedTown();
  token = await town.tokenOf('bureau');
});
afterAll(() => town.close());

/** Cypher, Lucene, JSON, regular expressions, templates, and characters that break what is careless. */
const PAYLOADS = [
  "' OR 1=1 //",
  '"}) DETACH DELETE n //',
  "x' MATCH (n) DETACH DELETE n RETURN '",
  '`) RETURN 1 AS `x',
  '\\u0027 OR \\u0031=\\u0031 //',
  '$seeWhole {{sight}} $(1+1) %s #{7*7}',
  '*',
  '?* OR textSensitive:* AND NOT x',
  'textPersonal:/.*/ +keysPersonal:[* TO *]',
  'a~0.1 "b c"~9 ^9 && || ! { } ( ) \\',
  '(((((((((((("""',
  '(a+)+$ .* [^]',
  '\u0000\u0001\u202e\ufeff',
  '\ud800',
  '../../../etc/passwd',
  '{"$gt": ""}',
  '王'.repeat(2_000),
  'e_0000000000000000000000',
] as const;

/** Words that only a database, a library or a file of ours would say. */
const INSIDES =
  /Neo\.|\bMATCH\b|\bRETURN\b|Lucene|org\.apache|neo4j|\/src\/|node_modules| at \w+ \(|Exception/;
const schema = buildSchema();
const INPUTS = listInputs(schema, ['String', 'ID', 'DateTime', 'JSON']);

describe('syntax of Cypher, Lucene and others', () => {
  it('is tried in every input that is a text', () => {
    expect(INPUTS.length).toBeGreaterThan(30);
    const roots = listRoots(schema).filter(({ args }) => args.length > 0);
    expect(roots.length).toBeGreaterThan(10);
  });

  it.each(INPUTS.map((place) => [`${place.root}(${place.path.join('.')})`, place] as const))(
    'in %s is nothing but a text',
    { timeout: 120_000 },
    async (_name, place) => {
      const answers = await Promise.all(PAYLOADS.map((payload) => attack(place, payload)));
      for (const [index, { codes, text }] of answers.entries()) {
        const payload = PAYLOADS[index] ?? '';
        expect([payload, codes.includes('INTERNAL')]).toEqual([payload, false]);
        expect([
          payload,
          INSIDES.exec(text.replaceAll(JSON.stringify(payload).slice(1, -1), ''))?.[0],
        ]).toEqual([payload, undefined]);
      }
    },
  );

  it('has changed and broken nothing', async () => {
    const { records } = await describeDataset(town.dataset);
    expect(records.map(({ key, current }) => [key, current])).toEqual([
      ['1', true],
      ['2', false],
    ]);
    expect(town.server.log.filter((line) => line.includes('"event":"failure"'))).toEqual([]);
  });
});

async function attack(target: InputPlace, payload: string) {
  const root = listRoots(schema).find(({ name }) => name === target.root);
  if (root === undefined) throw new Error(`There is no root field ${target.root}`);
  const { query, variables } = makeQuery(
    schema,
    root,
    ({ path }) => (path.join('.') === target.path.join('.') ? payload : undefined),
    () => 1,
    0,
  );
  const { codes, data, errors } = await town.server.ask(query, { variables, token });
  return { codes, text: JSON.stringify([data, errors?.map(({ message }) => message)]) };
}
