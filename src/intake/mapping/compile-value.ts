import { cellText, isBlank, isList, nestedCell } from '../contract/cell-text.ts';
import type { ContractObject } from '../contract/contract.ts';
import type { Cell, SourceRow } from '../mapped.ts';
import type { Condition, Value, ValueSource } from './mapping.ts';

/** What a value is read from: the row, and the item of `each` (null where there is none). */
export type ReadText = (row: SourceRow, item: Cell) => string;

/** A value of the mapping as a function; it gives the text and the text before `map`, '' for no value. */
export interface CompiledValue {
  readonly read: ReadText;
  /** The text as the department wrote it, before `map` replaced it. */
  readonly readOriginal: ReadText;
  /** Logical names of the columns that it reads. */
  readonly columns: readonly string[];
}

export function compileValue(value: Value, object: ContractObject, itemColumn: string | null): CompiledValue {
  const readOriginal = withPattern(compileSource(value.source, object, itemColumn), value);
  const { map } = value;
  const read: ReadText =
    map === null
      ? readOriginal
      : (row, item) => {
          const text = readOriginal(row, item);
          return map.get(text) ?? text;
        };
  return { read, readOriginal, columns: listColumns(value.source, itemColumn) };
}

/** All conditions as one function. */
export function compileConditions(
  conditions: readonly Condition[],
  object: ContractObject,
): (row: SourceRow, item: Cell) => boolean {
  if (conditions.length === 0) return () => true;
  const tests = conditions.map((condition) => {
    const read = compileSource(condition.value.source, object, null);
    const isPresent = compilePresence(condition.value.source, object);
    const { in: among, pattern, present } = condition;
    return (row: SourceRow, item: Cell) => {
      if (present !== null && isPresent(row, item) !== present) return false;
      if (among === null && pattern === null) return true;
      const text = read(row, item);
      return (among === null || among.has(text)) && (pattern === null || pattern.test(text));
    };
  });
  return (row, item) => tests.every((test) => test(row, item));
}

function withPattern(read: ReadText, { pattern }: Value): ReadText {
  if (pattern === null) return read;
  return (row, item) => {
    const text = read(row, item);
    return text === '' ? '' : (pattern.extract(text)?.trim() ?? '');
  };
}

function compileSource(source: ValueSource, object: ContractObject, itemColumn: string | null): ReadText {
  switch (source.is) {
    case 'literal':
      return () => source.text;
    case 'item':
      return (_, item) => cellText(descend(item, source.path));
    case 'column': {
      const header = headerOf(source.column, object);
      if (source.path.length === 0) return (row) => cellText(row.cells[header]);
      return (row) => cellText(descend(nestedCell(row.cells[header]), source.path));
    }
    case 'join': {
      const parts = source.parts.map((part) => compileValue(part, object, itemColumn).read);
      return (row, item) => {
        let text = '';
        for (const part of parts) {
          const piece = part(row, item);
          if (piece !== '') text = text === '' ? piece : text + source.separator + piece;
        }
        return text;
      };
    }
  }
}

/** Nested values count as present too, though they have no text. */
function compilePresence(
  source: ValueSource,
  object: ContractObject,
): (row: SourceRow, item: Cell) => boolean {
  if (source.is === 'item') return (_, item) => !isBlank(descend(item, source.path));
  if (source.is !== 'column') return () => true;
  const header = headerOf(source.column, object);
  if (source.path.length === 0) return (row) => !isBlank(row.cells[header]);
  return (row) => !isBlank(descend(nestedCell(row.cells[header]), source.path));
}

export function headerOf(name: string, object: ContractObject): string {
  const column = object.columns.find((each) => each.name === name);
  if (column === undefined) throw new Error(`column ${name} was not checked`);
  return column.physicalName;
}

/** A field of an object, an entry of a list by its number from 0, or its `last` one. */
function descend(cell: Cell | undefined, path: readonly string[]): Cell | undefined {
  let current = cell;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    if (isList(current)) current = current[step === 'last' ? current.length - 1 : Number(step)];
    else current = Object.hasOwn(current, step) ? current[step] : undefined;
  }
  return current;
}

function listColumns(source: ValueSource, itemColumn: string | null): readonly string[] {
  switch (source.is) {
    case 'literal':
      return [];
    case 'item':
      return itemColumn === null ? [] : [itemColumn];
    case 'column':
      return [source.column];
    case 'join':
      return [...new Set(source.parts.flatMap((part) => listColumns(part.source, itemColumn)))];
  }
}
