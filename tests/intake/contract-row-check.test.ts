import { describe, expect, it } from 'vitest';
import { compileRowCheck } from '../../src/intake/contract/row-check.ts';
import type { Cell } from '../../src/intake/mapped.ts';
import { define, rowOf } from './definition-fixture.ts';

function faultOf(column: string, cell: Cell | undefined): string | null {
  const { contract } = define([column], 'mentions: {}');
  const fault = compileRowCheck(
    contract,
    (text) => text === '昨天',
  )(rowOf(cell === undefined ? {} : { c: cell }));
  return fault === null ? null : fault.rule;
}

describe('a cell is held to its contract', () => {
  it.each<[column: string, cell: Cell | undefined, rule: string | null]>([
    ['{ name: c }', undefined, null],
    ['{ name: c, required: true }', undefined, 'required'],
    ['{ name: c, required: true }', '  ', 'required'],
    ['{ name: c, required: true }', 'x', null],
    ['{ name: c }', ['x'], 'type'],
    ['{ name: c, logicalType: string, logicalTypeOptions: { pattern: "^[a-z]+$" } }', 'abc', null],
    ['{ name: c, logicalType: string, logicalTypeOptions: { pattern: "^[a-z]+$" } }', 'ABC', 'invalidValues'],
    ['{ name: c, logicalType: string, logicalTypeOptions: { maxLength: 3 } }', 'abcd', 'invalidValues'],
    ['{ name: c, logicalType: string, logicalTypeOptions: { minLength: 3 } }', 'ab', 'invalidValues'],
    ['{ name: c, logicalType: string, logicalTypeOptions: { format: email } }', 'a@b.cn', null],
    ['{ name: c, logicalType: string, logicalTypeOptions: { format: email } }', 'a.b.cn', 'invalidValues'],
    ['{ name: c, logicalType: integer }', '42', null],
    ['{ name: c, logicalType: integer }', '4.2', 'type'],
    ['{ name: c, logicalType: integer, logicalTypeOptions: { format: u8 } }', '256', 'type'],
    ['{ name: c, logicalType: integer, logicalTypeOptions: { format: u8 } }', '+255', null],
    ['{ name: c, logicalType: number, logicalTypeOptions: { minimum: 0, maximum: 10 } }', '1e1', null],
    [
      '{ name: c, logicalType: number, logicalTypeOptions: { minimum: 0, maximum: 10 } }',
      '-0.1',
      'invalidValues',
    ],
    ['{ name: c, logicalType: number, logicalTypeOptions: { exclusiveMaximum: 10 } }', '10', 'invalidValues'],
    ['{ name: c, logicalType: number, logicalTypeOptions: { multipleOf: 0.1 } }', '0.7', null],
    ['{ name: c, logicalType: number }', 'NaN', 'type'],
    ['{ name: c, logicalType: number }', '１２．５', null],
    ['{ name: c, logicalType: number }', '10³', 'type'],
    ['{ name: c, logicalType: integer }', '①', 'type'],
    ['{ name: c, logicalType: integer }', '12\u200b', 'type'],
    ['{ name: c, logicalType: integer, logicalTypeOptions: { format: u8 } }', '１２３', null],
    ['{ name: c, logicalType: integer, logicalTypeOptions: { maximum: 100 } }', '１２３', 'invalidValues'],
    ['{ name: c, logicalType: boolean }', '是', null],
    ['{ name: c, logicalType: boolean }', 'maybe', 'type'],
    ['{ name: c, logicalType: date }', '2024-02-29', null],
    ['{ name: c, logicalType: date }', '2024/2/9', null],
    ['{ name: c, logicalType: date }', '昨天', null],
    ['{ name: c, logicalType: date }', '2023-02-29', 'type'],
    ['{ name: c, logicalType: date, logicalTypeOptions: { format: yyyy/MM/dd } }', '2024-02-29', 'type'],
    ['{ name: c, logicalType: date, logicalTypeOptions: { format: yyyy-MM-dd } }', '2024-02-29', null],
    [
      '{ name: c, logicalType: date, logicalTypeOptions: { format: yyyyMMdd, minimum: "20000101" } }',
      '19991231',
      'invalidValues',
    ],
    [
      '{ name: c, logicalType: date, logicalTypeOptions: { format: yyyyMMdd, minimum: "2000-01-01" } }',
      '20000101',
      null,
    ],
    [
      '{ name: c, logicalType: timestamp, logicalTypeOptions: { format: "yyyy-MM-dd\'T\'HH:mm:ssX" } }',
      '2024-01-01T10:00:00+08:00',
      null,
    ],
    ['{ name: c, logicalType: time }', '23:59', null],
    ['{ name: c, logicalType: time }', '24:01', 'type'],
    ['{ name: c, logicalType: time }', '08:30:15', null],
    ['{ name: c, logicalType: time }', '08:30:15.5', null],
    ['{ name: c, logicalType: time }', '8:30:15.500', null],
    ['{ name: c, logicalType: time }', '08:30:15.', 'type'],
    [
      '{ name: c, logicalType: time, logicalTypeOptions: { maximum: "08:30:15.4" } }',
      '08:30:15.5',
      'invalidValues',
    ],
    ['{ name: c, logicalType: time, logicalTypeOptions: { format: HHmmss } }', '053300', null],
    ['{ name: c, logicalType: array, logicalTypeOptions: { maxItems: 1 } }', '["a"]', null],
    ['{ name: c, logicalType: array, logicalTypeOptions: { maxItems: 1 } }', ['a', 'b'], 'invalidValues'],
    ['{ name: c, logicalType: array }', '[broken', 'type'],
    ['{ name: c, logicalType: object }', { a: '1' }, null],
    ['{ name: c, logicalType: object }', ['a'], 'type'],
    [
      '{ name: c, quality: [{ metric: invalidValues, mustBe: 0, arguments: { validValues: [a, b] } }] }',
      'c',
      'invalidValues',
    ],
    [
      '{ name: c, quality: [{ metric: invalidValues, mustBeLessThan: 5, arguments: { validValues: [a, b] } }] }',
      'c',
      null,
    ],
    ['{ name: c, quality: [{ metric: nullValues, mustBe: 0 }] }', '', 'nullValues'],
    [
      '{ name: c, quality: [{ metric: missingValues, mustBe: 0, arguments: { missingValues: [N/A, null] } }] }',
      'N/A',
      'missingValues',
    ],
  ])('%s with %j: %s', (column, cell, rule) => {
    expect(faultOf(column, cell)).toBe(rule);
  });

  it('a fault names rule, column, value and reason, and the value is shortened', () => {
    const { contract } = define(['{ name: c, physicalName: 欄, logicalType: integer }'], 'mentions: {}');
    const fault = compileRowCheck(contract, () => false)(rowOf({ 欄: 'x'.repeat(1000) }));
    expect(fault).toMatchObject({ rule: 'type', column: 'c', reason: 'c is not a whole number' });
    expect(fault?.value).toHaveLength(201);
  });

  it('a row that could not be read keeps the fault of its reader', () => {
    const { contract } = define(['{ name: c }'], 'mentions: {}');
    const fault = { rule: 'columns', column: null, value: null, reason: '3 cells, not 2' };
    expect(compileRowCheck(contract, () => false)({ line: 2, cells: {}, fault })).toBe(fault);
  });
});
