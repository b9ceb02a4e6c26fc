import { cellText, isList, nestedCell } from '../contract/cell-text.ts';
import type { ContractObject } from '../contract/contract.ts';
import type { Cell, SourceRow } from '../mapped.ts';
import { headerOf } from './compile-value.ts';
import type { EachMapping } from './mapping.ts';

/** Logical name of the column that items come from. */
export function itemColumn(each: EachMapping): string | null {
  return each.is === 'list' || each.is === 'pieces' ? each.column : null;
}

/** The items that a row has for an `each`; a role or attribute without one has the row itself as its only item. */
export function compileItems(each: EachMapping, object: ContractObject): (row: SourceRow) => readonly Cell[] {
  switch (each.is) {
    case 'one':
    case 'rows':
      return () => [null];
    case 'list': {
      const header = headerOf(each.column, object);
      return (row) => {
        const cell = nestedCell(row.cells[header]);
        return cell === undefined ? [] : isList(cell) ? cell : [cell];
      };
    }
    case 'pieces': {
      const header = headerOf(each.column, object);
      return (row) => {
        const pieces = cellText(row.cells[header]).split(each.separator);
        return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
      };
    }
  }
}
