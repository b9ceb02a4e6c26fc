import { describe, expect, it } from 'vitest';
import type { Cell, MappedRecord } from '../../src/intake/mapped.ts';
import { contentKey } from '../../src/intake/mapping/content-key.ts';
import { createRowMapper, isRowFault } from '../../src/intake/row-mapper.ts';
import { define, mappingHead, rowOf } from './definition-fixture.ts';

type Cells = Readonly<Record<string, Cell>>;

const COLUMNS = [
  '{ name: id }',
  '{ name: name, physicalName: 姓名 }',
  '{ name: sex }',
  '{ name: tags }',
  '{ name: since, logicalType: date }',
  '{ name: until, logicalType: date }',
  '{ name: lng, logicalType: number }',
  '{ name: lat, logicalType: number }',
  '{ name: op }',
  '{ name: owners, logicalType: array }',
];

function mapRows(mapping: string, ...rows: Cells[]): MappedRecord {
  const mapper = createRowMapper(define(COLUMNS, mapping));
  const record = mapper.map(
    'k',
    rows.map((cells, index) => rowOf(cells, index + 2)),
  );
  if (isRowFault(record)) throw new Error(record.reason);
  return record;
}
/** Attribute values of all mentions, as written. */
const values = (record: MappedRecord) =>
  record.mentions.map((m) => [m.role, m.itemKey, ...m.attributes.map((a) => a.standard.original)].join(' '));
const person = (attributes: string, rest = '') =>
  `mentions: { person: { kind: Person, ${rest} attributes: { ${attributes} } } }`;

describe('values', () => {
  it.each([
    ['a column by its logical name', '{ kind: text, column: name }', { 姓名: '王小明' }, ['person  王小明']],
    ['a literal, also a number', '{ kind: text, literal: 7 }', {}, ['person  7']],
    [
      'joined, blank parts left out',
      "{ kind: text, join: [id, name, sex], separator: '-' }",
      { id: 'a', sex: 'b' },
      ['person  a-b'],
    ],
    [
      'extracted by the first group',
      "{ kind: text, column: name, pattern: '^([^(]+)' }",
      { 姓名: '甲業(乙業)' },
      ['person  甲業'],
    ],
    [
      'nothing where the pattern is not found',
      "{ kind: text, column: name, pattern: '^x' }",
      { 姓名: '甲' },
      [],
    ],
    [
      'nothing where the text maps to nothing',
      "{ kind: text, column: name, map: { 無: '' } }",
      { 姓名: '無' },
      [],
    ],
    ['split', '{ kind: text, column: tags, split: ; }', { tags: '空氣; 水;;' }, ['person  空氣 水']],
    [
      'an entry of a list',
      '{ kind: text, column: owners.last.n }',
      { owners: [{ n: 'a' }, { n: 'b' }] },
      ['person  b'],
    ],
    [
      'once for each entry of a list',
      '{ kind: text, each: owners, column: item.n }',
      { owners: [{ n: 'a' }, { n: 'b' }] },
      ['person  a b'],
    ],
    [
      'a list written as JSON in a flat cell',
      '{ kind: text, each: owners, column: item }',
      { owners: '["a",2]' },
      ['person  a 2'],
    ],
    ['blank: no mention', '{ kind: text, column: name }', { 姓名: '  ' }, []],
  ] as const)('%s', (_, attribute, cells, expected) => {
    expect(values(mapRows(person(`a: ${attribute}`), cells))).toEqual(expected);
  });

  it('a replaced value keeps the spelling of the department as its original', () => {
    const record = mapRows(person('g: { kind: text, column: sex, map: { 1: male } }'), { sex: '1' });
    expect(record.mentions[0]?.attributes[0]?.standard).toMatchObject({ value: 'male', original: '1' });
  });

  it('an attribute names the columns that it came from, for their classification', () => {
    const record = mapRows(
      person(
        'a: { kind: text, join: [id, { join: [name, id] }] }, b: { kind: text, each: { column: tags, split: ; }, column: item }',
      ),
      { id: '1', 姓名: 'x', tags: 't' },
    );
    expect(record.mentions[0]?.attributes.map((a) => a.columns)).toEqual([['id', 'name'], ['tags']]);
  });

  it('an attribute keeps kind, scheme and the period when it held', () => {
    const record = mapRows(
      person('a: { kind: identifier, scheme: local.no, column: id, period: { from: since } }'),
      { id: '1', since: '2020-01-01' },
    );
    expect(record.mentions[0]?.attributes[0]).toMatchObject({
      kind: 'identifier',
      scheme: 'local.no',
      period: { precision: 'day' },
    });
  });
});

describe('several rows with one key', () => {
  const base = 'a: { kind: text, column: name }';

  it('that say the same of a role make one mention', () => {
    expect(values(mapRows(person(base), { 姓名: 'x' }, { 姓名: 'x' }))).toEqual(['person  x']);
  });

  it('that say different things keep all of them', () => {
    expect(values(mapRows(person(base), { 姓名: 'x' }, { 姓名: 'y' }, {}))).toEqual(['person  x y']);
  });

  it('make one mention each where the mapping says so, told apart by their item', () => {
    const text = person(base, 'each: rows, item: id,');
    expect(
      values(mapRows(text, { id: '1', 姓名: 'x' }, { id: '2', 姓名: 'x' }, { id: '1', 姓名: 'y' })),
    ).toEqual(['person 1 x y', 'person 2 x']);
  });

  it('have the same item keys in any order, and without an item by what they say', () => {
    const text = person(base, 'each: rows,');
    const keys = (...names: string[]) =>
      mapRows(text, ...names.map((n) => ({ 姓名: n, id: String(Math.random()) })))
        .mentions.map((m) => m.itemKey)
        .sort();
    expect(keys('a', 'b', 'c')).toEqual(keys('c', 'a', 'b'));
    expect(keys('a', 'b')).not.toEqual(keys('a', 'c'));
    expect(keys('a', 'a')).toHaveLength(1);
  });

  it('make the same record in any order, with their values, names, periods and places in the same one', () => {
    const text = `record: { period: { from: since }, location: { longitude: lng, latitude: lat } }
mentions:
  event: { kind: Event, attributes: { a: { kind: text, column: name } } }
  person: { kind: Person, each: rows, item: sex, attributes: { a: { kind: text, column: name } } }
relations: [{ type: KNOWS, from: person, to: event }]`;
    const one = { id: '1', 姓名: 'x', sex: 'm', since: '2020-01-01', lng: '120.1', lat: '30.1' };
    const two = { id: '1', 姓名: 'y', sex: 'f', since: '2021-01-01', lng: '120.2', lat: '30.2' };
    const three = { ...two, 姓名: 'z', sex: 'm' };
    expect(mapRows(text, three, one, two)).toEqual(mapRows(text, one, two, three));
    expect(mapRows(text, { id: '1', 姓名: 'x' }, { id: '1', sex: 'x' })).toEqual(
      mapRows(text, { id: '1', sex: 'x' }, { id: '1', 姓名: 'x' }),
    );
  });
});

describe('items of a list and pieces of a cell', () => {
  it('are one mention each; equal ones are one', () => {
    const text = person('a: { kind: text, column: item }', "each: { column: tags, split: '、' },");
    expect(values(mapRows(text, { tags: '甲、乙、、甲' }))).toEqual(['person 甲 甲', 'person 乙 乙']);
  });

  it('carry row columns too, and their key does not move when the list is put in another order', () => {
    const text = person('a: { kind: text, column: item.n }, b: { kind: text, column: id }', 'each: owners,');
    const [one, two] = [{ n: 'x', m: '1' }, { n: 'y' }];
    const keys = (owners: Cell) =>
      mapRows(text, { id: 'r', owners })
        .mentions.map((m) => m.itemKey)
        .sort();
    expect(keys([one, two])).toEqual(keys([two, { m: '1', n: 'x' }]));
  });
});

describe('conditions', () => {
  it.each([
    ['{ column: sex, equals: 男 }', { sex: '男' }, 1],
    ['{ column: sex, equals: 男 }', { sex: '女' }, 0],
    ['{ column: sex, in: [男, 女] }', { sex: '女' }, 1],
    ['{ column: id, pattern: "^A" }', { id: 'A1' }, 1],
    ['{ column: sex, present: false }', { sex: ' ' }, 1],
    ['[{ column: sex, present: true }, { column: id, equals: 1 }]', { sex: 'x', id: '2' }, 0],
  ] as const)('%s with %j makes %i mentions', (when, cells, count) => {
    const record = mapRows(person('a: { kind: text, literal: x }', `when: ${when},`), cells);
    expect(record.mentions).toHaveLength(count);
  });
});

describe('relations', () => {
  const roles = (each: string, item: string) => `mentions:
  one: { kind: Event, attributes: { a: { kind: text, literal: x } } }
  many: { kind: Person, ${each} attributes: { a: { kind: text, column: ${item} } } }
  thing: { kind: Thing, ${each} when: { column: sex, present: true }, attributes: { b: { kind: text, column: ${item} } } }
`;
  const pairs = (record: MappedRecord) => record.relations.map((r) => `${r.from.itemKey}>${r.to.itemKey}`);

  it('join every item to the single one', () => {
    const text = `${roles('each: rows, item: id,', 'id')}relations: [{ type: IN, from: many, to: one }]`;
    expect(pairs(mapRows(text, { id: '1' }, { id: '2' }))).toEqual(['1>', '2>']);
  });

  it('join items of the same row to each other', () => {
    const text = `${roles('each: rows, item: id,', 'id')}relations: [{ type: HAS, from: many, to: thing }]`;
    expect(pairs(mapRows(text, { id: '1', sex: 'x' }, { id: '2' }, { id: '3', sex: 'y' }))).toEqual([
      '1>1',
      '3>3',
    ]);
  });

  it('join items of the same list entry by entry', () => {
    const text = `${roles('each: { column: tags, split: ; },', 'item')}relations: [{ type: HAS, from: many, to: thing }]`;
    expect(pairs(mapRows(text, { tags: 'a;b', sex: 'x' }))).toEqual(['a>a', 'b>b']);
  });

  it('are not made to a mention that is missing or where the condition fails', () => {
    const text = `${roles('', 'id')}relations: [{ type: A, from: one, to: many }, { type: B, from: one, to: one, when: { column: id, equals: 2 } }]`;
    expect(mapRows(text, {}).relations).toEqual([]);
  });

  it('hold for their own period, or during the record or a role', () => {
    const text = `record: { period: { at: since } }
${roles('', 'id')}relations:
  - { type: OWN, from: many, to: one, period: { from: since, to: until } }
  - { type: REC, from: many, to: one, during: record }
  - { type: NONE, from: many, to: one }
`;
    const record = mapRows(text, { id: '1', since: '2020-01-01', until: '2020-01-31' });
    expect(record.relations.map((r) => [r.type, r.period?.from ?? null, r.period?.to ?? null])).toEqual([
      ['OWN', '2019-12-31T16:00:00Z', '2020-01-31T16:00:00Z'],
      ['REC', '2019-12-31T16:00:00Z', '2020-01-01T16:00:00Z'],
      ['NONE', null, null],
    ]);
  });
});

describe('places and periods', () => {
  it('a point at (0,0) is flagged, and a better one of the same record wins', () => {
    const text = 'record: { location: { longitude: lng, latitude: lat } }\nmentions: {}';
    expect(mapRows(text, { lng: '0', lat: '0' }).point?.flags).toEqual(['out-of-range']);
    expect(mapRows(text, { lng: '0', lat: '0' }, { lng: '120.1', lat: '23' }).point?.flags).toEqual([]);
    expect(mapRows(text, {}).point).toBeUndefined();
  });

  it('a period that ends before it starts is a fault of the rows', () => {
    const mapper = createRowMapper(
      define(COLUMNS, 'record: { period: { from: since, to: until } }\nmentions: {}'),
    );
    expect(mapper.map('k', [rowOf({ since: '2020-02-01', until: '2020-01-01' })])).toMatchObject({
      rule: 'period',
      column: 'since',
    });
  });
});

describe('keys', () => {
  const mapper = createRowMapper(define(COLUMNS, 'record: { key: [id, name] }\nmentions: {}'));

  it('are the columns of the record key, and a blank one is a fault', () => {
    expect(mapper.keyOf(rowOf({ id: ' 1 ', 姓名: 'x' }))).toBe('1|x');
    expect(mapper.check(rowOf({ id: '1', 姓名: '' }))).toMatchObject({ rule: 'key', column: 'name' });
    expect(mapper.check(rowOf({ id: '1', 姓名: 'x' }))).toBeNull();
  });

  it('are the same number in full width, and texts as they are written', () => {
    const columns = ['{ name: n, logicalType: integer }', '{ name: t }'];
    const { keyOf } = createRowMapper(define(columns, 'record: { key: [n, t] }\nmentions: {}'));
    expect(keyOf(rowOf({ n: '１２', t: 'A' }))).toBe('12|A');
    expect(keyOf(rowOf({ n: '12', t: 'Ａ' }))).toBe('12|Ａ');
  });

  it('of different columns never meet', () => {
    expect(mapper.keyOf(rowOf({ id: 'a|', 姓名: 'b' }))).not.toBe(
      mapper.keyOf(rowOf({ id: 'a', 姓名: '|b' })),
    );
  });

  it('are null without a key; then the content is the key, whatever order its columns have', () => {
    expect(createRowMapper(define(COLUMNS, 'mentions: {}')).keyOf(rowOf({ id: '1' }))).toBeNull();
    const key = contentKey(rowOf({ a: '1', b: [{ x: '1', y: '2' }] }, 5));
    expect(contentKey(rowOf({ b: [{ y: '2', x: '1' }], a: '1', c: ' ' }, 9))).toBe(key);
    expect(contentKey(rowOf({ a: '1', b: [{ x: '2', y: '1' }] }))).not.toBe(key);
  });
});

describe('an INCREMENT', () => {
  const increment = mappingHead.replace('FULL', 'INCREMENT');
  const text = `${increment}record: { key: [id], operation: { column: op, end: [D, 刪除] } }\n${person('a: { kind: text, column: name }')}`;

  it.each([
    ['an end', [{ op: 'D' }], 'end', []],
    ['rows after an end', [{ op: 'D' }, { op: 'I', 姓名: 'x' }], 'upsert', ['person  x']],
    ['an end after rows', [{ op: 'I', 姓名: 'x' }, { op: '刪除' }], 'end', []],
  ] as const)('with %s', (_, rows, operation, expected) => {
    const record = mapRows(text, ...rows);
    expect(record.operation).toBe(operation);
    expect(values(record)).toEqual(expected);
  });

  it('states a record anew with each row where the contract promises one row per key', () => {
    const columns = ['{ name: id, primaryKey: true }', '{ name: name }'];
    const mapping = `${increment}record: { key: [id] }\n${person('a: { kind: text, column: name }')}`;
    const record = createRowMapper(define(columns, mapping)).map('1', [
      rowOf({ id: '1', name: 'old' }),
      rowOf({ id: '1', name: 'new' }),
    ]);
    expect(isRowFault(record) ? [] : values(record)).toEqual(['person  new']);
  });
});
