import { type ContractDocument, type ContractObject, findColumn } from '../contract/contract.ts';
import { describeUnknown } from '../contract/nearest-word.ts';
import { type Checked, type ContractProblem, problemError } from '../contract/problem.ts';
import { readYaml, type YamlSource } from '../contract/yaml-source.ts';
import { listZodProblems } from '../contract/zod-problems.ts';
import type { Mapping, MentionMapping, RecordMapping, RelationMapping } from './mapping.ts';
import { type MappingScope, report, requireColumn } from './mapping-scope.ts';
import { type MappingShape, mappingShape } from './mapping-shape.ts';
import { parseMention } from './parse-mention.ts';
import { parseConditions, parseLocation, parsePeriod } from './parse-value.ts';

/**
 * Reads a mapping against its contract.
 * @throws {JingweiError} `MAPPING_INVALID` with the place of the first problem and their number.
 */
export function parseMapping(file: string, text: string, contract: ContractDocument): Mapping {
  const checked = checkMapping(file, text, contract);
  if (!checked.ok) throw problemError('MAPPING_INVALID', checked.problems);
  return checked.value;
}

/** Reads a mapping, or gives everything that is wrong with it: in a stored one, by the rules that it was taken in under. */
export function checkMapping(
  file: string,
  text: string,
  contract: ContractDocument,
  { isStored }: { readonly isStored: boolean } = { isStored: false },
): Checked<Mapping> {
  const yaml = readYaml(file, text);
  if (!yaml.ok) return yaml;
  const source = yaml.value;
  const shape = mappingShape.safeParse(source.value);
  if (!shape.success) return { ok: false, problems: sorted(listZodProblems(source, shape.error)) };
  const object = findObject(shape.data, contract, source);
  if ('reason' in object) return { ok: false, problems: [object] };
  const scope: MappingScope = {
    source,
    object,
    hasCoordinateSystem: contract.coordinateSystem !== null,
    problems: [],
    hasItem: false,
    isStored,
  };
  const mapping = build(shape.data, scope);
  return scope.problems.length > 0
    ? { ok: false, problems: sorted(scope.problems) }
    : { ok: true, value: mapping };
}

function findObject(
  shape: MappingShape,
  contract: ContractDocument,
  source: YamlSource,
): ContractObject | ContractProblem {
  const { object: name } = shape.contract;
  const object = contract.objects.find((each) => each.name === name);
  if (object !== undefined) return object;
  const hint = describeUnknown(
    name,
    contract.objects.map((each) => each.name),
  );
  return source.problem(['contract', 'object'], `the contract has no object ${name}; ${hint}`);
}

function build(shape: MappingShape, scope: MappingScope): Mapping {
  const mentions = Object.entries(shape.mentions).map(([role, mention]) =>
    parseMention(role, mention, ['mentions', role], scope),
  );
  const names = new Set(mentions.flatMap((mention) => mention.attributes.map((attribute) => attribute.name)));
  shape.leads.forEach((name, index) => {
    if (!names.has(name)) {
      report(
        scope,
        ['leads', index],
        `no mention has the attribute ${name}; ${describeUnknown(name, [...names])}`,
      );
    }
  });
  return {
    file: scope.source.file,
    contract: shape.contract,
    delivery: shape.delivery,
    oneRecordPerEntity: shape.oneRecordPerEntity,
    leads: shape.leads,
    record: buildRecord(shape, scope),
    mentions,
    relations: shape.relations.map((relation, index) => buildRelation(relation, index, mentions, scope)),
  };
}

function buildRecord(shape: MappingShape, scope: MappingScope): RecordMapping {
  const { key, location, period, operation } = shape.record;
  key?.forEach((name, index) => {
    requireColumn(name, ['record', 'key', index], scope);
    const type = findColumn(scope.object, name)?.type;
    if (type === 'array' || type === 'object') {
      report(scope, ['record', 'key', index], `${name} is an ${type}, which cannot be a key`);
    }
  });
  if (operation !== undefined) {
    requireColumn(operation.column, ['record', 'operation', 'column'], scope);
    if (shape.delivery === 'FULL') {
      report(
        scope,
        ['record', 'operation'],
        'operation belongs to INCREMENT deliveries; FULL ones end what is absent',
      );
    }
    if (key === undefined) report(scope, ['record', 'operation'], 'operation needs a record key');
  }
  return {
    key: key ?? null,
    location: parseLocation(location, ['record', 'location'], scope),
    period: parsePeriod(period, ['record', 'period'], scope),
    operation: operation === undefined ? null : { column: operation.column, end: new Set(operation.end) },
  };
}

function buildRelation(
  shape: MappingShape['relations'][number],
  index: number,
  mentions: readonly MentionMapping[],
  outer: MappingScope,
): RelationMapping {
  const path = ['relations', index] as const;
  const ends = { from: shape.from, to: shape.to };
  const roles = mentions.map((mention) => mention.role);
  const find = (role: string) => mentions.find((mention) => mention.role === role);
  for (const [end, role] of Object.entries(ends)) {
    if (find(role) === undefined)
      report(outer, [...path, end], `there is no role ${role}; ${describeUnknown(role, roles)}`);
  }
  const sides = [find(ends.from), find(ends.to)];
  const lists = sides.filter((side) => side?.each.is === 'list' || side?.each.is === 'pieces');
  if (lists.length === 2 && JSON.stringify(lists[0]?.each) !== JSON.stringify(lists[1]?.each)) {
    report(
      outer,
      path,
      `${ends.from} and ${ends.to} have many items each, from different lists: which belong together?`,
    );
  }
  const { during } = shape;
  if (during !== undefined && during !== 'record' && find(during) === undefined) {
    report(
      outer,
      [...path, 'during'],
      `during is record or a role; ${describeUnknown(during, ['record', ...roles])}`,
    );
  }
  if (during !== undefined && shape.period !== undefined) {
    report(outer, [...path, 'during'], 'a relation has either period or during');
  }
  const scope: MappingScope = { ...outer, hasItem: lists.length > 0 };
  return {
    type: shape.type,
    ...ends,
    period: parsePeriod(shape.period, [...path, 'period'], scope),
    during: during ?? null,
    when: parseConditions(shape.when, [...path, 'when'], scope),
  };
}

function sorted(problems: readonly ContractProblem[]): readonly ContractProblem[] {
  return [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
}
