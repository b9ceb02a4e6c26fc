import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countKeys,
  crossEntity,
  readCrossed,
  schemesOf,
  storeCrossed,
} from '../../src/correlate/crossings/crossed.ts';
import type { StoredAttribute } from '../../src/intake/stored-attribute.ts';

const value = (name: string, text: string, more: Partial<StoredAttribute> = {}): StoredAttribute => ({
  ...{ name, kind: 'name', value: text, original: text },
  ...more,
});
const plate = (text: string) => value('p', text, { kind: 'identifier', scheme: 'cn.plate' });
const mention = (attributes: readonly StoredAttribute[], validFrom = 0, validTo = 10) => ({
  ...{ attributes, validFrom, validTo },
});
const stated = (dataset: string) => ({
  ...{ dataset, schemes: '', isPlaced: false, firstMonth: '2024-01', lastMonth: '2024-02' },
});
const compare = (left: ReturnType<typeof mention>, right: ReturnType<typeof mention>) =>
  crossEntity(
    'Person',
    [stated('a'), stated('b')],
    new Map([
      ['a', [left]],
      ['b', [right]],
    ]),
  ).pairs[0]?.[2];

describe('two datasets about one entity', () => {
  it.each([
    ['agree', mention([value('n', 'x')]), mention([value('n', 'x')])],
    ['disagree', mention([value('n', 'x')]), mention([value('n', 'y')])],
    ['silent', mention([value('n', 'x')]), mention([value('m', 'x')])],
    [
      'silent: over times that do not meet',
      mention([value('n', 'x', { kind: 'address' })], 0, 5),
      mention([value('n', 'y', { kind: 'address' })], 5, 9),
    ],
    [
      'disagree: over times that do',
      mention([value('n', 'x', { kind: 'address' })], 0, 6),
      mention([value('n', 'y', { kind: 'address' })], 5, 9),
    ],
    [
      'disagree: in what lasts, at any time',
      mention([value('n', 'x')], 0, 5),
      mention([value('n', 'y')], 5, 9),
    ],
    ['silent: of a plate that was handed on', mention([plate('x')], 0, 5), mention([plate('y')], 5, 9)],
    [
      'agree: one of two values over one time',
      mention([value('n', 'x'), value('n', 'y')]),
      mention([value('n', 'y')]),
    ],
    [
      'disagree: in one thing of two',
      mention([value('n', 'x'), value('m', 'x')]),
      mention([value('n', 'x'), value('m', 'y')]),
    ],
    [
      'silent: of what a thing may have many',
      mention([value('t', '1', { kind: 'phone' })]),
      mention([value('t', '2', { kind: 'phone' })]),
    ],
    [
      'silent: about a flagged value',
      mention([value('n', 'x', { flags: ['placeholder'] })]),
      mention([value('n', 'y')]),
    ],
    [
      'agree: by scheme, whatever the attribute is called',
      mention([value('n', '7', { kind: 'identifier', scheme: 's' })]),
      mention([value('m', '7', { kind: 'identifier', scheme: 's' })]),
    ],
  ])('%s', (expected, left, right) => {
    expect(compare(left, right)).toBe(expected.split(':')[0]);
  });

  it('are counted by keys that stored ones give again', () => {
    const name = fc.constantFrom('a/one', 'b/two', 'c/three');
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 3 }), fc.boolean(), (names, isPlaced) => {
        const one = crossEntity(
          'Place',
          names.map((dataset) => ({ ...stated(dataset), isPlaced })),
          new Map(),
        );
        expect(countKeys(readCrossed(storeCrossed(one)))).toEqual(countKeys(one));
        expect(one.pairs.length).toBe([0, 0, 1, 3][names.length]);
        expect(one.pairs.every(([a, b]) => a < b)).toBe(true);
      }),
    );
  });

  it('have the schemes of usable identifiers alone', () => {
    const scheme = (text: string, flags: StoredAttribute['flags'] = []) =>
      value('n', '1', { kind: 'identifier', scheme: text, flags });
    expect(
      schemesOf([mention([scheme('z'), scheme('a'), scheme('q', ['masked'])]), mention([scheme('a')])]),
    ).toBe('a,z');
  });
});
