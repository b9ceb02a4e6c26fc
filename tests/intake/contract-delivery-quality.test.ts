import { describe, expect, it } from 'vitest';
import { SeenKeys } from '../../src/intake/contract/seen-keys.ts';
import { createDeliveryQuality } from '../../src/intake/delivery-quality.ts';
import type { Cell } from '../../src/intake/mapped.ts';
import { define, rowOf } from './definition-fixture.ts';

const see = (
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Cell>>[],
  extra = '',
  restates = false,
) => {
  const quality = createDeliveryQuality(define(columns, 'mentions: {}', extra).contract, { restates });
  const faults = rows.map((cells, index) => quality.see(rowOf(cells, index + 2), null)?.rule ?? null);
  return { faults, findings: quality.findings() };
};

describe('uniqueness within a delivery', () => {
  const columns = ['{ name: id, primaryKey: true }', '{ name: v }'];

  it('faults a later row that says something else under the same key', () => {
    expect(
      see(columns, [
        { id: '1', v: 'a' },
        { id: '2', v: 'a' },
        { id: '1', v: 'b' },
      ]).faults,
    ).toEqual([null, null, 'unique']);
  });

  it('takes the same row twice for one statement, whatever the order of its cells', () => {
    expect(
      see(columns, [
        { id: '1', v: 'a' },
        { v: 'a', id: '1' },
      ]).faults,
    ).toEqual([null, null]);
  });

  it('leaves blank keys alone and lets an INCREMENT restate', () => {
    expect(
      see(columns, [
        { id: '', v: 'a' },
        { id: '', v: 'b' },
      ]).faults,
    ).toEqual([null, null]);
    expect(
      see(
        columns,
        [
          { id: '1', v: 'a' },
          { id: '1', v: 'b' },
        ],
        '',
        true,
      ).faults,
    ).toEqual([null, null]);
  });

  it('does not count rows that are quarantined anyway', () => {
    const quality = createDeliveryQuality(define(columns, 'mentions: {}').contract);
    const fault = { rule: 'type', column: 'v', value: 'x', reason: 'bad' };
    expect(quality.see(rowOf({ id: '1', v: 'x' }), fault)).toBeNull();
    expect(quality.see(rowOf({ id: '1', v: 'a' }), null)).toBeNull();
  });

  it('holds composite keys and unique columns apart', () => {
    const composite = [
      '{ name: a, primaryKey: true }',
      '{ name: b, primaryKey: true }',
      '{ name: c, unique: true }',
    ];
    const rows = [
      { a: 'x|', b: 'y', c: '1' },
      { a: 'x', b: '|y', c: '2' },
      { a: 'z', b: 'z', c: '2' },
    ];
    expect(see(composite, rows).faults).toEqual([null, null, 'unique']);
  });

  it('remembers a hundred thousand keys through every growth of its table', () => {
    const seen = new SeenKeys();
    let fresh = 0;
    for (let index = 0; index < 100_000; index += 1) if (seen.see(`k${index}`, 'c') === 'new') fresh += 1;
    expect(fresh).toBe(100_000);
    for (let index = 0; index < 100_000; index += 997) expect(seen.see(`k${index}`, 'c')).toBe('same');
    expect(seen.see('k1', 'd')).toBe('other');
  });
});

describe('library metrics', () => {
  const measured = (quality: string, values: readonly string[]) =>
    see(
      [`{ name: v, quality: [${quality}] }`],
      values.map((v) => ({ v })),
    ).findings[0];

  it.each([
    ['{ metric: nullValues, mustBeLessThan: 2 }', ['', 'a'], 1, '< 2 rows', true],
    [
      '{ metric: nullValues, mustBeLessOrEqualTo: 10, unit: percent }',
      ['', 'a', 'b', 'c'],
      25,
      '≤ 10 percent',
      false,
    ],
    [
      '{ metric: missingValues, mustBeLessThan: 9, arguments: { missingValues: [N/A] } }',
      ['', 'N/A', 'b'],
      2,
      '< 9 rows',
      true,
    ],
    [
      '{ metric: invalidValues, mustBeLessThan: 1, arguments: { validValues: [a] } }',
      ['a', 'b', ''],
      1,
      '< 1 rows',
      false,
    ],
    [
      '{ metric: invalidValues, mustBeBetween: [1, 3], arguments: { pattern: "^a" } }',
      ['a', 'b', 'c'],
      2,
      '1 … 3 rows',
      true,
    ],
    ['{ metric: duplicateValues, mustBeLessThan: 2 }', ['a', 'a', 'a', ''], 2, '< 2 rows', false],
    ['{ metric: rowCount, mustBeGreaterThan: 3 }', ['a', 'b'], 2, '> 3 rows', false],
  ] as const)('%s', (quality, values, count, threshold, ok) => {
    expect(measured(quality, values)).toMatchObject({ measured: count, threshold, ok });
  });

  it('a rule of the object measures columns together', () => {
    const extra =
      '    quality: [{ metric: duplicateValues, mustBeLessThan: 1, arguments: { properties: [a, b] } }]';
    const { findings } = see(
      ['{ name: a }', '{ name: b }'],
      [
        { a: '1', b: '1' },
        { a: '1', b: '1' },
      ],
      extra,
    );
    expect(findings).toEqual([
      { rule: 'duplicateValues', column: 'a, b', measured: 1, threshold: '< 1 rows', ok: false },
    ]);
  });

  it('a column that a flat file does not have is a finding', () => {
    const { findings } = see(['{ name: a }', '{ name: gone }'], [{ a: '1' }]);
    expect(findings).toEqual([
      { rule: 'columns', column: 'gone', measured: 0, threshold: 'in the file', ok: false },
    ]);
  });
});
