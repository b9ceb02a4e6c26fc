import type { Cell, RowFault, SourceRow } from '../mapped.ts';
import { cellText, isBlank, showCell } from './cell-text.ts';
import { compileCellCheck, type DateOptions } from './column-type.ts';
import type { Contract, ContractColumn, QualityRule } from './contract.ts';
import { toleratesNone } from './threshold.ts';

type ColumnCheck = (cell: Cell | undefined) => RowFault | null;

/**
 * Compiles the promises of a contract's object that one row can break by itself: required, types, patterns, and those
 * library rules of a column that tolerate no breach at all (a rule that tolerates some is measured, not enforced).
 */
export function compileRowCheck(
  contract: Pick<Contract, 'object' | 'calendar'>,
  isReadable: DateOptions['isReadable'],
): (row: SourceRow) => RowFault | null {
  const dates = { calendar: contract.calendar, isReadable };
  const checks = contract.object.columns.map((column) => ({
    header: column.physicalName,
    check: compileColumn(column, contract.object.quality, dates),
  }));
  return (row) => {
    if (row.fault !== undefined) return row.fault;
    for (const { header, check } of checks) {
      const fault = check(row.cells[header]);
      if (fault !== null) return fault;
    }
    return null;
  };
}

/** Whether breaking this rule sends a row to quarantine rather than into the delivery's measures. */
export function isEnforced(rule: QualityRule): boolean {
  return rule.column !== null && rule.metric !== 'rowCount' && toleratesNone(rule.threshold);
}

function compileColumn(
  column: ContractColumn,
  quality: readonly QualityRule[],
  dates: DateOptions,
): ColumnCheck {
  const { name } = column;
  const enforced = quality.filter((rule) => rule.column === name && isEnforced(rule));
  const checkCell = compileCellCheck(column, dates);
  const needed = column.required ? 'required' : enforced.find((rule) => rule.metric === 'nullValues')?.metric;
  const checks = enforced.map(compileRule).filter((check) => check !== null);
  return (cell) => {
    if (cell === undefined || cell === null || isBlank(cell)) {
      if (needed === undefined) return null;
      return { rule: needed, column: name, value: showCell(cell), reason: `${name} is empty` };
    }
    const breach = checkCell(cell);
    if (breach !== null) {
      return { rule: breach.rule, column: name, value: showCell(cell), reason: `${name} ${breach.reason}` };
    }
    for (const { rule, breaks, reason } of checks) {
      if (breaks(cell)) return { rule, column: name, value: showCell(cell), reason: `${name} ${reason}` };
    }
    return null;
  };
}

function compileRule(
  rule: QualityRule,
): { rule: string; breaks: (cell: Cell) => boolean; reason: string } | null {
  if (rule.metric === 'missingValues') {
    return { rule: rule.metric, breaks: isMissing(rule), reason: 'counts as missing' };
  }
  if (rule.metric === 'invalidValues') {
    return { rule: rule.metric, breaks: isInvalid(rule), reason: 'is not one of the valid values' };
  }
  return null;
}

/** Whether a cell counts as missing by the rule: blank, or one of the texts it lists. */
export function isMissing(rule: QualityRule): (cell: Cell | undefined) => boolean {
  const texts = new Set(rule.missingValues.map((text) => text.trim()));
  return (cell) => isBlank(cell) || texts.has(cellText(cell));
}

/** Whether a cell that is not blank is outside the rule's valid values or pattern. */
export function isInvalid(rule: QualityRule): (cell: Cell | undefined) => boolean {
  const { validValues, pattern } = rule;
  return (cell) => {
    if (isBlank(cell)) return false;
    const text = cellText(cell);
    return (validValues !== null && !validValues.has(text)) || (pattern !== null && !pattern.test(text));
  };
}
