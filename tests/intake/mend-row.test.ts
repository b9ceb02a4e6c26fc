import { describe, expect, it } from 'vitest';
import type { RowFault, SourceRow } from '../../src/intake/mapped.ts';
import { mendRow } from '../../src/intake/mend-row.ts';
import { define } from './definition-fixture.ts';

const { contract } = define(
  ['{ name: id, required: true }', '{ name: nm, physicalName: 名 }'],
  'record: { key: [id] }\nmentions: { one: { kind: Person, attributes: { no: { kind: text, column: id } } } }',
);
const faulty = (cells: SourceRow['cells'], rule: string, column: string | null): SourceRow => {
  const fault: RowFault = { rule, column, value: null, reason: 'as the reader says' };
  return { line: 2, cells, fault };
};

describe('mendRow', () => {
  it('puts corrected cells in place of a sound row’s', () => {
    expect(mendRow(contract.object, { line: 2, cells: { id: '1' } }, { 名: '王' })).toEqual({
      line: 2,
      cells: { id: '1', 名: '王' },
    });
    expect(() => mendRow(contract.object, { line: 2, cells: { id: '1' } }, { nobody: '王' })).toThrow(
      'There is no column nobody',
    );
  });

  it('asks for every cell that could not be read', () => {
    const row = faulty({ id: '1\uFFFD', 名: '\uFFFD', more: 'x' }, 'encoding', 'id');
    expect(() => mendRow(contract.object, row, { id: '1' })).toThrow('has to give 名 (a value or null)');
    expect(mendRow(contract.object, row, { id: '1', 名: null })).toEqual({
      line: 2,
      cells: { id: '1', 名: null, more: 'x' },
    });
  });

  it('asks for the cell that was cut or shows an error, and takes the rest as it is', () => {
    const row = faulty({ id: '1', 名: '#REF!' }, 'syntax', '名');
    expect(() => mendRow(contract.object, row, { id: '1' })).toThrow('has to give 名');
    expect(mendRow(contract.object, row, { 名: '王' }).fault).toBeUndefined();
  });

  it('asks for every cell that shows an error or was cut, though a row keeps one fault', () => {
    const row = faulty({ id: '#REF!', 名: '#N/A' }, 'syntax', 'id');
    expect(() => mendRow(contract.object, row, { id: '1' })).toThrow('has to give 名');
    const cut = faulty({ id: 'x', 名: '王'.repeat(2 ** 20) }, 'limit', 'id');
    expect(() => mendRow(contract.object, cut, { id: '1' })).toThrow('has to give 名');
  });

  it('takes no empty correction for a row with the wrong number of values', () => {
    const row = faulty({ id: '1', 名: '王' }, 'columns', null);
    expect(() => mendRow(contract.object, row, {})).toThrow('its correction is empty');
    expect(mendRow(contract.object, row, { id: '1' }).cells).toEqual({ id: '1', 名: '王' });
  });
});
