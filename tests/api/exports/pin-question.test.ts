import { parse, print, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSchema } from '../../../src/api/build-schema.ts';
import { pinQuestion } from '../../../src/api/exports/pin-question.ts';

const schema = buildSchema();
const AT = '2026-01-01T00:00:00Z';
const pin = (query: string, variables: Record<string, unknown> = {}) =>
  pinQuestion(schema, { query, variables, operationName: null }, AT);
const flat = (query: string) => print(parse(query)).replace(/\s+/g, ' ').trim();

describe('a question that is fixed to a recorded time', () => {
  it.each([
    [
      '{ areas { code } entity(id: "e") { id } }',
      '{ areas { code } entity(id: "e", asOf: {recorded: "AT"}) { id } }',
    ],
    [
      '{ entity(id: "e", asOf: {valid: "2020-01-01"}) { id } }',
      '{ entity(id: "e", asOf: {valid: "2020-01-01", recorded: "AT"}) { id } }',
    ],
    [
      '{ entity(id: "e", asOf: {recorded: "2021"}) { id } }',
      '{ entity(id: "e", asOf: {recorded: "2021"}) { id } }',
    ],
    [
      '{ ...f } fragment f on Query { entity(id: "e") { id } }',
      '{ ...f } fragment f on Query { entity(id: "e", asOf: {recorded: "AT"}) { id } }',
    ],
    [
      '{ compare(entity: "e", asOfA: {recorded: "2021"}, asOfB: {}) { isCut } }',
      '{ compare(entity: "e", asOfA: {recorded: "2021"}, asOfB: {recorded: "AT"}) { isCut } }',
    ],
  ])('%s', (query, expected) => {
    expect(flat(pin(query).query)).toBe(flat(expected.replaceAll('AT', AT)));
  });

  it('has the axes of its variables written out, and none that it does not use', () => {
    const query = 'query ($asOf: AsOf, $id: ID!) { entity(id: $id, asOf: $asOf) { id } }';
    const pinned = pin(query, { asOf: { valid: '2020-01-01' }, id: 'e' });
    expect(flat(pinned.query)).toBe(
      `query ($id: ID!) { entity(id: $id, asOf: {valid: "2020-01-01", recorded: "${AT}"}) { id } }`,
    );
    expect(pinned.variables).toEqual({ id: 'e' });
    expect(validate(schema, parse(pinned.query))).toEqual([]);
    const own = pin(query, { asOf: { recorded: '2021-01-01' }, id: 'e' });
    expect([flat(own.query), own.variables]).toEqual([query, { asOf: { recorded: '2021-01-01' }, id: 'e' }]);
  });

  it('says which of its roots it cannot fix', () => {
    expect(pin('{ me { role } entity(id: "e") { id } areas { code } }').ofToday).toEqual(['areas', 'me']);
  });

  it('stays the same when it is fixed again', () => {
    const once = pin('{ entity(id: "e") { id } }');
    expect(pinQuestion(schema, once, '2030-01-01T00:00:00Z').query).toBe(once.query);
  });

  it('writes nothing, and can be read', () => {
    expect(() => pin('mutation { submitRecords(dataset: "a", rows: []) { rows } }')).toThrow(
      /Only answers to queries/,
    );
    expect(() => pin('{ me { role }')).toThrow(/Syntax Error/);
    expect(() => pin(`{ ${'me { role } '.repeat(5_000)} }`)).toThrow();
  });
});
