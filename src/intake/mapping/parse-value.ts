import type { YamlPath } from '../contract/yaml-source.ts';
import type { Condition, LocationMapping, PeriodMapping, Value, ValueSource } from './mapping.ts';
import { compilePattern, type MappingScope, report, resolveColumn, resolveText } from './mapping-scope.ts';
import type {
  ConditionShape,
  LocationShape,
  PeriodShape,
  ValueObjectShape,
  ValueShape,
} from './mapping-shape.ts';

/** A value as written becomes a source and what is done with its text. */
export function parseValue(shape: ValueShape, path: YamlPath, scope: MappingScope): Value {
  if (typeof shape === 'string') {
    return { source: resolveText(shape, path, scope), pattern: null, map: null };
  }
  return {
    source: parseSource(shape, path, scope),
    pattern: compilePattern(shape.pattern, [...path, 'pattern'], scope),
    map: shape.map === undefined ? null : new Map(Object.entries(shape.map)),
  };
}

function parseSource(shape: ValueObjectShape, path: YamlPath, scope: MappingScope): ValueSource {
  const { column, literal, join, separator } = shape;
  const given = [column, literal, join].filter((source) => source !== undefined).length;
  if (given !== 1) report(scope, path, 'a value needs exactly one of column, literal and join');
  if (separator !== undefined && join === undefined) report(scope, path, 'separator belongs to join');
  if (join !== undefined) {
    const parts = join.map((part, index) => parseValue(part, [...path, 'join', index], scope));
    return { is: 'join', parts, separator: separator ?? '' };
  }
  if (column !== undefined) return resolveText(column, [...path, 'column'], scope);
  return { is: 'literal', text: literal ?? '' };
}

export function parsePeriod(
  shape: PeriodShape | undefined,
  path: YamlPath,
  scope: MappingScope,
): PeriodMapping | null {
  if (shape === undefined) return null;
  const { from, to, at } = shape;
  if (at !== undefined) {
    if (from !== undefined || to !== undefined)
      report(scope, path, 'a period has either `at`, or `from` and `to`');
    return { is: 'moment', at: parseValue(at, [...path, 'at'], scope) };
  }
  if (from === undefined && to === undefined) report(scope, path, 'a period needs `from`, `to` or `at`');
  return {
    is: 'span',
    from: from === undefined ? null : parseValue(from, [...path, 'from'], scope),
    to: to === undefined ? null : parseValue(to, [...path, 'to'], scope),
  };
}

export function parseLocation(
  shape: LocationShape | undefined,
  path: YamlPath,
  scope: MappingScope,
): LocationMapping | null {
  if (shape === undefined) return null;
  if (!scope.hasCoordinateSystem) {
    report(scope, path, 'a location needs the custom property coordinateSystem in the contract');
  }
  return {
    longitude: parseValue(shape.longitude, [...path, 'longitude'], scope),
    latitude: parseValue(shape.latitude, [...path, 'latitude'], scope),
  };
}

export function parseConditions(
  shape: ConditionShape | readonly ConditionShape[] | undefined,
  path: YamlPath,
  scope: MappingScope,
): readonly Condition[] {
  if (shape === undefined) return [];
  if (!isList(shape)) return [parseCondition(shape, path, scope)];
  return shape.map((condition, index) => parseCondition(condition, [...path, index], scope));
}

function isList(shape: ConditionShape | readonly ConditionShape[]): shape is readonly ConditionShape[] {
  return Array.isArray(shape);
}

function parseCondition(shape: ConditionShape, path: YamlPath, scope: MappingScope): Condition {
  const { column, equals, in: among, pattern, present } = shape;
  if (equals === undefined && among === undefined && pattern === undefined && present === undefined) {
    report(scope, path, 'a condition needs one of equals, in, pattern and present');
  }
  const resolve = present === undefined ? resolveText : resolveColumn;
  const texts = [...(among ?? []), ...(equals === undefined ? [] : [equals])];
  return {
    value: { source: resolve(column, [...path, 'column'], scope), pattern: null, map: null },
    in: texts.length === 0 ? null : new Set(texts),
    pattern: compilePattern(pattern, [...path, 'pattern'], scope),
    present: present ?? null,
  };
}
