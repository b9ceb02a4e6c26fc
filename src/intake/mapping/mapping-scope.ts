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
