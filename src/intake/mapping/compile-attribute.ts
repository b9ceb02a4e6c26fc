import { standardise } from '../../standardise/standardise.ts';
import type { Period, StandardiseOptions, StandardValue } from '../../standardise/value.ts';
import type { Cell, MappedAttribute, RowFault, SourceRow } from '../mapped.ts';
import { type CompileContext, compilePeriod } from './compile-context.ts';
import { compileItems, itemColumn } from './compile-items.ts';
import { compileValue } from './compile-value.ts';
import type { AttributeMapping } from './mapping.ts';

/** Adds the attribute's values in a row to those of a mention; a value that is already there is not added again. */
export type AddAttribute = (row: SourceRow, item: Cell, into: MappedAttribute[], faults: RowFault[]) => void;

export function compileAttribute(
  mapping: AttributeMapping,
  context: CompileContext,
  outerColumn: string | null,
): AddAttribute {
  const { object } = context.contract;
  const column = itemColumn(mapping.each) ?? outerColumn;
  const { name, kind, scheme, list, split } = mapping;
  const { read, readOriginal, columns } = compileValue(mapping.value, object, column);
  const isMapped = mapping.value.map !== null;
  const options: StandardiseOptions = {
    ...context.options,
    ...(scheme === null ? {} : { scheme }),
    ...(list === null ? {} : { list }),
  };
  const assemble = compileAssembly(mapping, columns);
  const readPeriod = compilePeriod(mapping.period, context, column);

  const add = (text: string, original: string, period: Period | null, into: MappedAttribute[]): void => {
    if (text === '') return;
    const cleaned = standardise(kind, text, options);
    if (cleaned === null || has(into, name, cleaned.value, period)) return;
    // A replaced text is the mapping's; the department's own spelling is the original.
    const standard = text === original ? cleaned : { ...cleaned, original };
    into.push(assemble(standard, period));
  };
  const addOne: AddAttribute = (row, item, into, faults) => {
    const text = read(row, item);
    if (text === '') return;
    const period = readPeriod === null ? null : readPeriod(row, item, faults);
    if (split === null) add(text, isMapped ? readOriginal(row, item) : text, period, into);
    else for (const piece of text.split(split)) add(piece.trim(), piece.trim(), period, into);
  };
  if (mapping.each.is === 'one') return addOne;
  const listItems = compileItems(mapping.each, object);
  return (row, _, into, faults) => {
    for (const item of listItems(row)) addOne(row, item, into, faults);
  };
}

/** Builds each result as one literal: spreading a template costs more than all the rest of this per-row path. */
function compileAssembly(
  { name, kind, scheme, list }: AttributeMapping,
  columns: readonly string[],
): (standard: StandardValue, period: Period | null) => MappedAttribute {
  if (scheme !== null) {
    return (standard, period) =>
      period === null
        ? { name, kind, scheme, columns, standard }
        : { name, kind, scheme, columns, standard, period };
  }
  if (list !== null) {
    return (standard, period) =>
      period === null
        ? { name, kind, list, columns, standard }
        : { name, kind, list, columns, standard, period };
  }
  return (standard, period) =>
    period === null ? { name, kind, columns, standard } : { name, kind, columns, standard, period };
}

function has(into: readonly MappedAttribute[], name: string, value: string, period: Period | null): boolean {
  for (const known of into) {
    if (
      known.name === name &&
      known.standard.value === value &&
      known.period?.from === period?.from &&
      known.period?.to === period?.to
    ) {
      return true;
    }
  }
  return false;
}
