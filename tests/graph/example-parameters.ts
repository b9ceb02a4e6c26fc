import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import type { StatementText } from '../../src/graph/statement.ts';

const CYPHER = join(import.meta.dirname, '../../cypher');

/** Types by the names of parameters, as the heads of files declare them. */
const typesIn = (file: string): ReadonlyMap<string, string> =>
  new Map(
    [...readFileSync(join(CYPHER, file), 'utf8').matchAll(/^\/\/ @param (\w+)\??: ([^#\n]*)/gm)].map(
      ([, name = '', type = '']) => [name, type.trim()],
    ),
  );

const guards = readdirSync(join(CYPHER, 'guards')).map((file) => typesIn(join('guards', file)));

/** A value for every parameter of a text, of the type that its statement declares: what is planned goes by their types. */
export function exampleParameters(statement: StatementText, text: string): Record<string, unknown> {
  const fragments = Object.values(statement.slots).flatMap((options) => Object.keys(options));
  const heads = [
    typesIn(`${statement.name}.cypher`),
    ...fragments.map((fragment) => typesIn(join('fragments', `${fragment}.cypher`))),
    ...guards,
  ];
  const names = new Set([...text.matchAll(/\$(\w+)/g)].map(([, name = '']) => name));
  return Object.fromEntries(
    [...names].map((name) => {
      const type = heads.find((head) => head.has(name))?.get(name);
      if (type === undefined) throw new Error(`${statement.name} does not declare $${name}`);
      return [name, exampleOf(type)];
    }),
  );
}

function exampleOf(written: string): unknown {
  const type = written.trim().replace(/ \| null$/, '');
  const list = /^readonly (.*)\[\]$/s.exec(type)?.[1];
  if (list !== undefined) return [exampleOf(list.replace(/^\((.*)\)$/s, '$1'))];
  if (type.startsWith('{')) return exampleOfFields(type.slice(1, -1));
  if (/^(string|\w+Id|'.*)$/.test(type)) return 'x';
  switch (type) {
    case 'bigint':
      return neo4j.int(1);
    case 'number':
      return 1.5;
    case 'boolean':
      return true;
    case 'DateTime':
      return neo4j.types.DateTime.fromStandardDate(new Date(0));
    case 'Point':
      return new neo4j.types.Point(neo4j.int(4326), 120, 23);
    case 'Int8Array':
      return new Int8Array(1);
    case 'Properties':
    case 'Readonly<Record<string, unknown>>':
      return {};
    default:
      throw new Error(`There is no example of ${type}`);
  }
}

function exampleOfFields(fields: string): Record<string, unknown> {
  const found: [string, unknown][] = [];
  let depth = 0;
  let field = '';
  for (const character of `${fields};`) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character !== ';' || depth > 0) {
      field += character;
      continue;
    }
    const [, name, type] = /^\s*readonly (\w+)\??: (.*)$/s.exec(field) ?? [];
    if (name !== undefined && type !== undefined) found.push([name, exampleOf(type)]);
    field = '';
  }
  return Object.fromEntries(found);
}
