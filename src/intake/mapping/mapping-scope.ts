import { type ContractObject, findColumn } from '../contract/contract.ts';
import { describeUnknown } from '../contract/nearest-word.ts';
import { parsePattern } from '../contract/parse-quality.ts';
import type { ContractProblem } from '../contract/problem.ts';
import type { SafePattern } from '../contract/safe-pattern.ts';
import type { YamlPath, YamlSource } from '../contract/yaml-source.ts';
import type { ValueSource } from './mapping.ts';

/** Where names are looked up while a mapping is read, and where its problems are gathered. */
export interface MappingScope {
  readonly source: YamlSource;
  readonly object: ContractObject;
  readonly hasCoordinateSystem: boolean;
  readonly problems: ContractProblem[];
  /** Whether `item` means the current item of an `each` over a list or over pieces. */
  readonly hasItem: boolean;
  /** Whether it was taken in before: rules that are newer than it are not held against it. */
  readonly isStored: boolean;
}

export function report(scope: MappingScope, path: YamlPath, reason: string): void {
  scope.problems.push(scope.source.problem(path, reason));
}

/** A column name as written: `item`, `item.<field>`, a column, a field of a column with objects, an entry of a list. */
export function resolveColumn(name: string, path: YamlPath, scope: MappingScope): ValueSource {
  const [head = '', ...fields] = name.split('.');
  if (head === 'item' && scope.hasItem) return { is: 'item', path: fields };
  const column = findColumn(scope.object, head);
  if (column === undefined) {
    const known = scope.object.columns.map((each) => each.name);
    const hint = head === 'item' ? '`item` is only known inside `each`' : describeUnknown(head, known);
    report(scope, path, `there is no column ${head} in ${scope.object.name}; ${hint}`);
  } else if (fields.length > 0 && column.type === 'array' && !/^(?:\d+|last)$/.test(fields[0] ?? '')) {
    report(scope, path, `${head} is a list; say which entry: ${head}.0, ${head}.1 … or ${head}.last`);
  } else if (fields.length > 0 && column.type !== 'object' && column.type !== 'array') {
    report(scope, path, `${head} is a ${column.type}, so it has no field ${fields.join('.')}`);
  }
  return { is: 'column', column: head, path: fields };
}

/** A column that a text is read from: a list or an object has none of its own. */
export function resolveText(name: string, path: YamlPath, scope: MappingScope): ValueSource {
  const source = resolveColumn(name, path, scope);
  if (source.is !== 'column' || source.path.length > 0 || scope.isStored) return source;
  const { column } = source;
  const type = findColumn(scope.object, column)?.type;
  if (type === 'array') {
    const one = `${column}.0, ${column}.1 … or ${column}.last`;
    const reason = `${column} is a list: name one entry (${one}), or give \`each: ${column}\` and read \`item\``;
    report(scope, path, reason);
  } else if (type === 'object') {
    report(scope, path, `${column} is an object; say which field: ${column}.<field>`);
  }
  return source;
}

/** A column of the row itself, without fields. */
export function requireColumn(name: string, path: YamlPath, scope: MappingScope): void {
  if (findColumn(scope.object, name) !== undefined) return;
  const known = scope.object.columns.map((each) => each.name);
  report(scope, path, `there is no column ${name} in ${scope.object.name}; ${describeUnknown(name, known)}`);
}

export function compilePattern(
  pattern: string | undefined,
  path: YamlPath,
  scope: MappingScope,
): SafePattern | null {
  return parsePattern(pattern, (reason) => report(scope, path, reason));
}
