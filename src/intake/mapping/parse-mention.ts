import { findScheme, SCHEMES } from '../../standardise/schemes.ts';
import { findColumn } from '../contract/contract.ts';
import { describeUnknown } from '../contract/nearest-word.ts';
import type { YamlPath } from '../contract/yaml-source.ts';
import type { AttributeMapping, EachMapping, MentionMapping } from './mapping.ts';
import { type MappingScope, report, requireColumn } from './mapping-scope.ts';
import type { AttributeShape, EachShape, MentionShape, ValueShape } from './mapping-shape.ts';
import { parseConditions, parseLocation, parsePeriod, parseValue } from './parse-value.ts';

/** One role of a mapping, with its names resolved against the contract and the registries. */
export function parseMention(
  role: string,
  shape: MentionShape,
  path: YamlPath,
  outer: MappingScope,
): MentionMapping {
  const each = parseEach(shape.each, [...path, 'each'], outer);
  const scope: MappingScope = { ...outer, hasItem: each.is === 'list' || each.is === 'pieces' };
  if (!/^[A-Za-z][A-Za-z0-9_-]*$/.test(role) || role === 'record') {
    report(scope, path, `${role} cannot be a role: letters, digits, _ and -, and not "record"`);
  }
  if (shape.item !== undefined && each.is === 'one')
    report(scope, [...path, 'item'], '`item` belongs to `each`');
  const attributes = Object.entries(shape.attributes).flatMap(([name, sources]) =>
    parseAttributes(name, sources, [...path, 'attributes', name], scope),
  );
  return {
    role,
    kind: shape.kind,
    type: shape.type ?? '',
    when: parseConditions(shape.when, [...path, 'when'], scope),
    each,
    item: listValues(shape.item).map((value, index) =>
      parseValue(value, Array.isArray(shape.item) ? [...path, 'item', index] : [...path, 'item'], scope),
    ),
    attributes,
    location: parseLocation(shape.location, [...path, 'location'], scope),
    period: parsePeriod(shape.period, [...path, 'period'], scope),
  };
}

function listValues(item: MentionShape['item']): readonly ValueShape[] {
  if (item === undefined) return [];
  return Array.isArray(item) ? item : [item];
}

function parseEach(shape: EachShape | undefined, path: YamlPath, scope: MappingScope): EachMapping {
  if (shape === undefined) return { is: 'one' };
  if (shape === 'rows') return { is: 'rows' };
  if (typeof shape !== 'string') {
    requireColumn(shape.column, [...path, 'column'], scope);
    if (!scope.isStored && findColumn(scope.object, shape.column)?.type === 'array')
      report(scope, path, `${shape.column} is a list already: give \`each: ${shape.column}\``);
    return { is: 'pieces', column: shape.column, separator: shape.split };
  }
  requireColumn(shape, path, scope);
  const column = findColumn(scope.object, shape);
  if (column !== undefined && column.type !== 'array') {
    report(scope, path, `${shape} is a ${column.type}; each needs a list, or {column, split}`);
  }
  return { is: 'list', column: shape };
}

function parseAttributes(
  name: string,
  shape: AttributeShape | readonly AttributeShape[],
  path: YamlPath,
  scope: MappingScope,
): readonly AttributeMapping[] {
  if (!/^[a-z][A-Za-z0-9]*$/.test(name)) report(scope, path, `${name} is not an attribute name in camelCase`);
  if (isList(shape)) {
    if (new Set(shape.map((one) => one.kind)).size > 1)
      report(scope, path, `${name} has sources of different kinds`);
    return shape.map((one, index) => parseAttribute(name, one, [...path, index], scope));
  }
  return [parseAttribute(name, shape, path, scope)];
}

function isList(shape: AttributeShape | readonly AttributeShape[]): shape is readonly AttributeShape[] {
  return Array.isArray(shape);
}

function parseAttribute(
  name: string,
  shape: AttributeShape,
  path: YamlPath,
  outer: MappingScope,
): AttributeMapping {
  const each = parseEach(shape.each, [...path, 'each'], outer);
  if (each.is === 'rows') report(outer, [...path, 'each'], 'each: rows belongs to a mention');
  if (each.is !== 'one' && outer.hasItem)
    report(outer, [...path, 'each'], 'the mention has an `each` already');
  const scope: MappingScope = {
    ...outer,
    hasItem: outer.hasItem || each.is === 'list' || each.is === 'pieces',
  };
  const { kind, scheme, list, split } = shape;
  if (kind === 'identifier' && scheme === undefined) {
    report(scope, path, `${name} is an identifier without its scheme`);
  }
  if (scheme !== undefined) {
    if (kind !== 'identifier') report(scope, [...path, 'scheme'], `a ${kind} has no scheme`);
    else if (findScheme(scheme) === undefined) {
      const hint = describeUnknown(scheme, [...SCHEMES.keys()]);
      report(scope, [...path, 'scheme'], `${scheme} is not a scheme; ${hint} (or local.<name>)`);
    }
  }
  if (list !== undefined && kind !== 'code') report(scope, [...path, 'list'], `a ${kind} has no code list`);
  return {
    name,
    kind,
    scheme: scheme ?? null,
    list: list ?? null,
    split: split ?? null,
    value: parseValue(shape, path, scope),
    each,
    period: parsePeriod(shape.period, [...path, 'period'], scope),
  };
}
