import { standardiseInstant } from '../standardise/period.ts';
import type { Period, StandardPoint } from '../standardise/value.ts';
import { cellText, showCell } from './contract/cell-text.ts';
import { compileRowCheck } from './contract/row-check.ts';
import type { DatasetDefinition } from './definition.ts';
import type { MappedMention, MappedRecord, MappedRelation, RowFault, SourceRow } from './mapped.ts';
import { betterPoint, compileLocation, compilePeriod, createContext } from './mapping/compile-context.ts';
import { type BuiltRole, compileMention } from './mapping/compile-mention.ts';
import { compileRelation } from './mapping/compile-relation.ts';
import { headerOf } from './mapping/compile-value.ts';
import { joinKey, orderByContent } from './mapping/content-key.ts';
import { compileKeyTexts } from './mapping/key-texts.ts';

/** A definition compiled once into functions over rows; pure, so one may serve many deliveries. */
export interface RowMapper {
  /** What a row breaks of its contract by itself, or null. Call it first: the other two expect a row without fault. */
  check(row: SourceRow): RowFault | null;
  /** Key of the record that the row belongs to; null when the mapping has no key (then see `contentKey`). */
  keyOf(row: SourceRow): string | null;
  /** Whether the row has all cells of a key, even if it breaks the contract or its format. */
  hasKey(row: SourceRow): boolean;
  /**
   * The record that the rows of one key make; a fault concerns all of them. They are given in the order of the file, which says
   * nothing but which of them takes another's place.
   */
  map(key: string, rows: readonly SourceRow[]): MappedRecord | RowFault;
  /** The same with all it holds in the order of the rows, as records were made when that made a difference. */
  mapInOrder(key: string, rows: readonly SourceRow[]): MappedRecord | RowFault;
}

export function isRowFault(result: MappedRecord | RowFault): result is RowFault {
  return 'rule' in result;
}

export function createRowMapper(definition: DatasetDefinition): RowMapper {
  const { contract, mapping } = definition;
  const context = createContext(contract);
  const checkCells = compileRowCheck(contract, (text) => standardiseInstant(text, context.options) !== null);
  const keys = mapping.record.key?.map((name) => ({ name, header: headerOf(name, contract.object) })) ?? null;
  const keyTexts = compileKeyTexts(mapping.record.key ?? [], contract.object);
  const roles = mapping.mentions.map((mention) => ({
    role: mention.role,
    build: compileMention(mention, context),
  }));
  const relations = mapping.relations.map((relation) => compileRelation(relation, mapping, context));
  const readPoint = compileLocation(mapping.record.location, context, null);
  const readPeriod = compilePeriod(mapping.record.period, context, null);
  const select = compileSelection(definition);

  const make = (key: string, rows: readonly SourceRow[]): MappedRecord | RowFault => {
    if (rows.length === 0) return { key, operation: 'end', mentions: [], relations: [] };
    const faults: RowFault[] = [];
    const built = new Map<string, BuiltRole>();
    const mentions: MappedMention[] = [];
    for (const { role, build } of roles) {
      const result = build(rows, faults);
      built.set(role, result);
      for (const mention of result.mentions) mentions.push(mention);
    }
    let point: StandardPoint | null = null;
    let period: Period | null = null;
    for (const row of rows) {
      if (readPoint !== null) point = betterPoint(point, readPoint(row, null));
      if (readPeriod !== null) period ??= readPeriod(row, null, faults);
    }
    const found: MappedRelation[] = [];
    for (const build of relations) found.push(...build({ rows, period, roles: built }, faults));
    const [fault] = faults;
    if (fault !== undefined) return fault;
    const record = { key, operation: 'upsert' as const, mentions, relations: found };
    return { ...record, ...(point === null ? {} : { point }), ...(period === null ? {} : { period }) };
  };

  return {
    check(row) {
      const fault = checkCells(row);
      if (fault !== null || keys === null) return fault;
      for (const { name, header } of keys) {
        if (cellText(row.cells[header]) === '') {
          return {
            rule: 'key',
            column: name,
            value: showCell(row.cells[header]),
            reason: `the key ${name} is empty`,
          };
        }
      }
      return null;
    },
    keyOf(row) {
      return keys === null ? null : joinKey(keyTexts(row));
    },
    hasKey(row) {
      return keys?.every(({ header }) => cellText(row.cells[header]) !== '') ?? false;
    },
    map: (key, rows) => make(key, orderByContent(select(rows))),
    mapInOrder: (key, rows) => make(key, select(rows)),
  };
}

/**
 * Which of the rows with one key state the record. Where an INCREMENT has an operation, rows after the last `end`
 * do; and where its contract promises one row per key, the last row is the newest statement.
 */
function compileSelection({
  contract,
  mapping,
}: DatasetDefinition): (rows: readonly SourceRow[]) => readonly SourceRow[] {
  const { operation } = mapping.record;
  const restates = restatesRows({ contract, mapping });
  const newest = (rows: readonly SourceRow[]) => (restates && rows.length > 1 ? rows.slice(-1) : rows);
  if (operation === null) return newest;
  const header = headerOf(operation.column, contract.object);
  return (rows) => {
    const last = rows.findLastIndex((row) => operation.end.has(cellText(row.cells[header])));
    return newest(last < 0 ? rows : rows.slice(last + 1));
  };
}

/** Whether later rows of an INCREMENT replace earlier ones: its primary key lies within the key of the record. */
export function restatesRows({
  contract,
  mapping,
}: Pick<DatasetDefinition, 'contract' | 'mapping'>): boolean {
  const { primaryKey } = contract.object;
  const { key } = mapping.record;
  if (mapping.delivery !== 'INCREMENT' || key === null || primaryKey.length === 0) return false;
  return primaryKey.every((name) => key.includes(name));
}
