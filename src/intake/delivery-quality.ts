import { isBlank, showCell } from './contract/cell-text.ts';
import type { Contract, ContractObject, QualityRule } from './contract/contract.ts';
import { isEnforced, isInvalid, isMissing } from './contract/row-check.ts';
import { SeenKeys } from './contract/seen-keys.ts';
import { meetsThreshold, showThreshold } from './contract/threshold.ts';
import type { RowFault, SourceRow } from './mapped.ts';
import { headerOf } from './mapping/compile-value.ts';
import { canonicalText, joinKey } from './mapping/content-key.ts';
import { compileKeyTexts } from './mapping/key-texts.ts';

/** What a delivery measured up to, by one rule of its contract. */
export interface QualityFinding {
  readonly rule: string;
  /** Logical column, or null for the whole object. */
  readonly column: string | null;
  /** Rows, or percent of the rows (0..100) where the rule counts in percent. */
  readonly measured: number;
  readonly threshold: string;
  readonly ok: boolean;
}

/** Measures a delivery row by row, in memory that grows only with its unique values (50 bytes or so each). */
export interface DeliveryQuality {
  /** Takes in the next row of the file with what it broke by itself; gives a fault that only the rows before it show. */
  see(row: SourceRow, fault: RowFault | null): RowFault | null;
  findings(): readonly QualityFinding[];
}

export interface DeliveryQualityOptions {
  /** Rows may repeat a primary key, as in an INCREMENT that restates records (see `restatesRows`). */
  readonly restates?: boolean;
}

/**
 * The promises that need the whole delivery: unique columns and primary keys, the library metrics, and that a flat file
 * has every column. A later row with a unique value is a fault only when it says something else than the first one:
 * the same row twice is one statement. Column rules that tolerate no breach are enforced row by row
 * (`compileRowCheck`), so they are measured over the rows that were accepted, all others over every readable row.
 */
export function createDeliveryQuality(
  contract: Contract,
  options: DeliveryQualityOptions = {},
): DeliveryQuality {
  const { object } = contract;
  const uniques = compileUniques(object, options.restates ?? false);
  const meters = object.quality.map((rule) => compileMeter(rule, object));
  const isFlat = contract.format !== 'json' && contract.format !== 'ndjson';
  const absent = new Map(isFlat ? object.columns.map((column) => [column.physicalName, column.name]) : []);
  let rows = 0;

  return {
    see(row, fault) {
      rows += 1;
      const found = fault ?? findRepeat(row, uniques);
      if (row.fault === undefined) {
        for (const meter of meters) meter.see(row, found);
        if (absent.size > 0)
          for (const header of absent.keys()) if (header in row.cells) absent.delete(header);
      }
      return fault === null ? found : null;
    },
    findings() {
      const missing = rows === 0 ? [] : [...absent.values()];
      return [
        ...meters.map((meter) => meter.finding(rows)),
        ...missing.map((column) => ({
          rule: 'columns',
          column,
          measured: 0,
          threshold: 'in the file',
          ok: false,
        })),
      ];
    },
  };
}

type ReadTexts = ReturnType<typeof compileKeyTexts>;

interface Unique {
  readonly columns: readonly string[];
  readonly read: ReadTexts;
  readonly seen: SeenKeys;
}

function compileUniques(object: ContractObject, restates: boolean): readonly Unique[] {
  const sets = [
    ...(restates || object.primaryKey.length === 0 ? [] : [object.primaryKey]),
    ...object.columns.filter((column) => column.unique && !restates).map((column) => [column.name]),
    ...object.quality
      .filter((rule) => rule.metric === 'duplicateValues' && isStrict(rule))
      .map((rule) => rule.columns),
  ];
  const distinct = new Map(sets.map((columns) => [columns.join('|'), columns]));
  return [...distinct.values()].map((columns) => ({
    columns,
    read: compileKeyTexts(columns, object),
    seen: new SeenKeys(),
  }));
}

function isStrict(rule: QualityRule): boolean {
  return isEnforced({ ...rule, column: rule.columns[0] ?? null });
}

function findRepeat(row: SourceRow, uniques: readonly Unique[]): RowFault | null {
  let content: string | null = null;
  for (const { columns, read, seen } of uniques) {
    const parts = read(row);
    if (parts.every((part) => part === '')) continue;
    content ??= canonicalText(row.cells);
    if (seen.see(joinKey(parts), content) === 'other') {
      const name = columns.join(', ');
      const value = showCell(parts.join(', '));
      const [column = null, ...further] = columns;
      return { rule: 'unique', column, further, value, reason: `another row has this ${name}` };
    }
  }
  return null;
}

interface Meter {
  see(row: SourceRow, fault: RowFault | null): void;
  finding(rows: number): QualityFinding;
}

function compileMeter(rule: QualityRule, object: ContractObject): Meter {
  const counts = compileCount(rule, object);
  const isStrictRule = rule.metric !== 'rowCount' && isStrict(rule);
  let seen = 0;
  let counted = 0;
  return {
    see(row, fault) {
      if (isStrictRule && fault !== null) return;
      seen += 1;
      if (counts(row, fault)) counted += 1;
    },
    finding(rows) {
      const count = rule.metric === 'rowCount' ? rows : counted;
      const isPercent = rule.unit === 'percent' && rule.metric !== 'rowCount';
      const measured = isPercent ? (seen === 0 ? 0 : Math.round((count / seen) * 1e6) / 1e4) : count;
      return {
        rule: rule.metric,
        column: rule.column ?? (rule.columns.length > 0 ? rule.columns.join(', ') : null),
        measured,
        threshold: showThreshold(rule.threshold, isPercent ? 'percent' : 'rows'),
        ok: meetsThreshold(measured, rule.threshold),
      };
    },
  };
}

function compileCount(
  rule: QualityRule,
  object: ContractObject,
): (row: SourceRow, fault: RowFault | null) => boolean {
  const header = rule.column === null ? '' : headerOf(rule.column, object);
  switch (rule.metric) {
    case 'rowCount':
      return () => true;
    case 'nullValues':
      return (row) => isBlank(row.cells[header]);
    case 'missingValues': {
      const misses = isMissing(rule);
      return (row) => misses(row.cells[header]);
    }
    case 'invalidValues': {
      const breaks = isInvalid(rule);
      return (row, fault) => breaks(row.cells[header]) || breaksColumn(fault, rule.column);
    }
    case 'duplicateValues': {
      const seen = new SeenKeys();
      const read = compileKeyTexts(rule.columns, object);
      return (row) => {
        const parts = read(row);
        return parts.some((part) => part !== '') && seen.see(joinKey(parts), '') !== 'new';
      };
    }
  }
}

function breaksColumn(fault: RowFault | null, column: string | null): boolean {
  return (
    fault !== null && fault.column === column && (fault.rule === 'type' || fault.rule === 'invalidValues')
  );
}
