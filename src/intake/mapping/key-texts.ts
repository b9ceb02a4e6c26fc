import { foldFullWidth } from '../../standardise/clean-text.ts';
import { cellText } from '../contract/cell-text.ts';
import { type ContractObject, findColumn } from '../contract/contract.ts';
import type { SourceRow } from '../mapped.ts';
import { headerOf } from './compile-value.ts';

/**
 * The texts of some columns by which rows are told apart or found. A number is the same one in full width, as it is to the
 * contract; other texts count as they are written.
 */
export function compileKeyTexts(
  names: readonly string[],
  object: ContractObject,
): (row: Pick<SourceRow, 'cells'>) => readonly string[] {
  const columns = names.map((name) => {
    const type = findColumn(object, name)?.type;
    return { header: headerOf(name, object), isNumber: type === 'integer' || type === 'number' };
  });
  return ({ cells }) =>
    columns.map(({ header, isNumber }) => {
      const text = cellText(cells[header]);
      return isNumber ? foldFullWidth(text) : text;
    });
}
