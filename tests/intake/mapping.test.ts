import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseContract } from '../../src/intake/contract/parse-contract.ts';
import { mappingJsonSchema } from '../../src/intake/mapping/mapping-json-schema.ts';
import { checkMapping, parseMapping } from '../../src/intake/mapping/parse-mapping.ts';
import { contractText, mappingHead } from './definition-fixture.ts';

const contract = parseContract(
  'things.odcs.yaml',
  contractText([
    '{ name: id }',
    '{ name: fullName }',
    '{ name: born, logicalType: date }',
    '{ name: lng, logicalType: number }',
    '{ name: lat, logicalType: number }',
    '{ name: owners, logicalType: array }',
    '{ name: extra, logicalType: object }',
  ]),
);
const problemsOf = (text: string) => {
  const checked = checkMapping('things.mapping.yaml', mappingHead + text, contract);
  return checked.ok ? [] : checked.problems.map(({ line, column, reason }) => `${line}:${column} ${reason}`);
};
const person = (attribute: string) =>
  `mentions: { person: { kind: Person, attributes: { a: ${attribute} } } }`;

describe('a mapping', () => {
  it.each([
    ['a short and a long value', person('{ kind: text, column: id }')],
    ['several sources', person('[{ kind: text, column: id }, { kind: text, literal: x }]')],
    [
      'join, pattern and map',
      person("{ kind: text, join: [id, { literal: '-' }, { column: born }], pattern: '^.', map: { a: b } }"),
    ],
    [
      'a field of an object and an entry of a list',
      person('{ kind: text, join: [extra.a.b, owners.0.name, owners.last] }'),
    ],
    [
      'items of a list',
      'mentions: { o: { kind: Person, each: owners, item: item.id, attributes: { a: { kind: text, column: item.name } } } }',
    ],
    ['a local scheme', person('{ kind: identifier, scheme: local.case-no, column: id }')],
    [
      'conditions',
      'mentions: { o: { kind: Thing, when: [{ column: id, equals: 1 }, { column: owners, present: true }], attributes: {} } }',
    ],
  ])('may hold %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  it.each([
    ['an unknown key', 'mentoins: {}', /3:1 mentoins is not a key here; did you mean mentions\?/],
    [
      'an unknown key far down',
      person('{ kind: text, colum: id }'),
      /^3:.* colum is not a key here; did you mean column\?/,
    ],
    [
      'an unknown column',
      person('{ kind: text, column: fulName }'),
      /there is no column fulName in things; did you mean fullName\?/,
    ],
    [
      'an unknown attribute kind',
      person('{ kind: telephone, column: id }'),
      /telephone is not an attribute kind/,
    ],
    [
      'an unknown entity kind',
      'mentions: { a: { kind: Animal, attributes: {} } }',
      /mentions.a.kind must be one of Person/,
    ],
    [
      'an unknown scheme',
      person('{ kind: identifier, scheme: cn.residentid, column: id }'),
      /did you mean cn.resident-id\?/,
    ],
    ['an identifier without scheme', person('{ kind: identifier, column: id }'), /without its scheme/],
    ['a scheme on a name', person('{ kind: text, scheme: cn.plate, column: id }'), /a text has no scheme/],
    [
      'two sources at once',
      person('{ kind: text, column: id, literal: x }'),
      /exactly one of column, literal and join/,
    ],
    [
      'a dangerous pattern',
      person("{ kind: text, column: id, pattern: '(a*)*' }"),
      /repetition inside a repetition/,
    ],
    ['item outside each', person('{ kind: text, column: item.name }'), /only known inside `each`/],
    [
      'each over a plain column',
      'mentions: { o: { kind: Person, each: id, attributes: {} } }',
      /id is a string; each needs a list/,
    ],
    [
      'a field of a plain column',
      person('{ kind: text, column: id.x }'),
      /id is a string, so it has no field x/,
    ],
    [
      'a list without entry',
      person('{ kind: text, column: owners.name }'),
      /owners is a list; say which entry/,
    ],
    [
      'a whole list as a value',
      person('{ kind: text, column: owners }'),
      /owners is a list: name one entry .* or give `each: owners` and read `item`/,
    ],
    [
      'a list that is split',
      person('{ kind: text, column: owners, split: "," }'),
      /owners is a list: name one entry/,
    ],
    [
      'pieces of a list',
      'mentions: { o: { kind: Person, each: { column: owners, split: "," }, attributes: {} } }',
      /owners is a list already: give `each: owners`/,
    ],
    [
      'a whole object as part of a value',
      person('{ kind: text, join: [id, extra] }'),
      /extra is an object; say which field: extra.<field>/,
    ],
    [
      'a condition on the text of a list',
      'mentions: { o: { kind: Thing, when: { column: owners, equals: x }, attributes: {} } }',
      /owners is a list: name one entry/,
    ],
    ['an unknown key column', 'record: { key: [idd] }\nmentions: {}', /^3:17 there is no column idd/],
    [
      'an operation in a FULL delivery',
      'record: { key: [id], operation: { column: id, end: [D] } }\nmentions: {}',
      /belongs to INCREMENT/,
    ],
    [
      'an unknown role',
      `${person('{ kind: text, column: id }')}\nrelations: [{ type: KNOWS, from: person, to: persn }]`,
      /^4:\d+ there is no role persn; did you mean person\?/,
    ],
    [
      'a wrong relation type',
      'mentions: {}\nrelations: [{ type: knows, from: a, to: b }]',
      /must be in capitals/,
    ],
    ['a period both ways', 'record: { period: { at: born, from: born } }\nmentions: {}', /either `at`, or/],
    ['a lead nobody has', 'leads: [nmae]\nmentions: {}', /no mention has the attribute nmae/],
    ['no mentions', 'record: {}', /mentions/],
  ])('with %s is refused: what and where', (_, text, expected) => {
    expect(problemsOf(text).join('\n')).toMatch(expected);
  });

  it('a location without a declared coordinate system is refused: it is never guessed', () => {
    const checked = checkMapping(
      'm',
      `${mappingHead}record: { location: { longitude: lng, latitude: lat } }\nmentions: {}`,
      { ...contract, coordinateSystem: null },
    );
    expect(checked.ok ? '' : checked.problems[0]?.reason).toMatch(/coordinateSystem/);
  });

  it('throws with file, line and column of the first problem and their number', () => {
    const text = `${mappingHead}record: { key: [nope] }\nleads: [x]\nmentions: {}`;
    expect(() => parseMapping('things.mapping.yaml', text, contract)).toThrow(
      expect.objectContaining({
        code: 'MAPPING_INVALID',
        details: expect.objectContaining({ file: 'things.mapping.yaml', line: 3, column: 17, count: 2 }),
      }),
    );
  });

  it('of an object that the contract lacks is refused', () => {
    const checked = checkMapping(
      'm',
      'contract: { file: a, object: thing }\ndelivery: FULL\nmentions: {}',
      contract,
    );
    expect(checked.ok ? '' : checked.problems[0]?.reason).toMatch(/no object thing; did you mean things/);
  });
});

describe('the JSON Schema of the mapping', () => {
  const validate = new Ajv({ strict: false }).compile(mappingJsonSchema());
  const files = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((f) =>
    f.endsWith('.mapping.yaml'),
  );

  it.each(files)('accepts examples/%s, which names it for editors', (file) => {
    const text = readFileSync(join('examples', file), 'utf8');
    validate(parse(text));
    expect(validate.errors ?? []).toEqual([]);
    expect(text).toMatch(/^# yaml-language-server: \$schema=(?:\.\.\/)+schema\/mapping\.schema\.json\n/);
  });

  it('refuses what the language does not know', () => {
    expect(validate(parse(`${mappingHead}mentions: { a: { kind: Person, atributes: {} } }`))).toBe(false);
  });
});
