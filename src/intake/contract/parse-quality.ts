import type { QualityRule, Threshold } from './contract.ts';
import type { QualityShape } from './contract-shape.ts';
import { RegexRefused } from './regex-pieces.ts';
import { parseSafePattern, type SafePattern } from './safe-pattern.ts';

type Report = (reason: string) => void;

/**
 * A library rule of the standard; null for rules that are only read by people or other tools (text, sql, custom).
 * `column` is null for a rule of the whole object, whose columns then come from its arguments.
 */
export function parseQuality(shape: QualityShape, column: string | null, report: Report): QualityRule | null {
  const { metric } = shape;
  if (metric === undefined) return null;
  const isWhole = metric === 'rowCount' || (metric === 'duplicateValues' && column === null);
  if (column === null && !isWhole) {
    report(`quality: ${metric} belongs to a column`);
    return null;
  }
  const threshold = parseThreshold(shape, report);
  if (threshold === null) return null;
  const unit = shape.unit ?? 'rows';
  if (unit !== 'rows' && unit !== 'percent') {
    report(`quality: unit must be rows or percent, not ${unit}`);
    return null;
  }
  const listed = shape.arguments?.properties ?? [];
  if (metric === 'duplicateValues' && column === null && listed.length === 0) {
    report('quality: duplicateValues of the whole object needs arguments.properties');
    return null;
  }
  const valid = shape.arguments?.validValues;
  return {
    metric,
    column: isWhole ? null : column,
    columns: column === null ? listed : [column],
    unit,
    threshold,
    missingValues: (shape.arguments?.missingValues ?? []).map((value) =>
      value === null ? '' : String(value),
    ),
    validValues: valid === undefined ? null : new Set(valid.map(String)),
    pattern: parsePattern(shape.arguments?.pattern, report),
  };
}

function parseThreshold(shape: QualityShape, report: Report): Threshold | null {
  for (const is of ['mustBeBetween', 'mustNotBeBetween'] as const) {
    const range = shape[is];
    if (range !== undefined) return { is, low: range[0], high: range[1] };
  }
  for (const is of [
    'mustBe',
    'mustNotBe',
    'mustBeGreaterThan',
    'mustBeGreaterOrEqualTo',
    'mustBeLessThan',
    'mustBeLessOrEqualTo',
  ] as const) {
    const value = shape[is];
    if (value !== undefined) return { is, value };
  }
  report('quality: the rule has no threshold (mustBe …)');
  return null;
}

/** Compiles a regular expression of a contract; reports what is wrong with it. */
export function parsePattern(source: string | undefined, report: Report): SafePattern | null {
  if (source === undefined) return null;
  try {
    return parseSafePattern(source);
  } catch (error) {
    if (!(error instanceof RegexRefused)) throw error;
    report(`the pattern ${source} ${error.message}`);
    return null;
  }
}
