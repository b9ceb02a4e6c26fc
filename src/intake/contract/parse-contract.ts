import { listTypeProblems } from './column-type.ts';
import {
  type ContractColumn,
  type ContractDocument,
  type ContractObject,
  isDatasetId,
  type TypeOptions,
} from './contract.ts';
import {
  type ColumnShape,
  type ContractShape,
  contractShape,
  type ObjectShape,
  optionsOnly,
} from './contract-shape.ts';
import { parseCustomProperties } from './custom-properties.ts';
import { listSchemaBreaches } from './odcs-schema.ts';
import { parsePattern, parseQuality } from './parse-quality.ts';
import { parseRelationship } from './parse-relationship.ts';
import { type Checked, type ContractProblem, problemError } from './problem.ts';
import { readRetention } from './retention.ts';
import { readYaml, type YamlPath, type YamlSource } from './yaml-source.ts';
import { listZodProblems } from './zod-problems.ts';

/**
 * Reads a contract (Open Data Contract Standard v3.1, YAML).
 * @throws {JingweiError} `CONTRACT_INVALID` or `CONTRACT_VERSION` with the place of the first problem and their number.
 */
export function parseContract(file: string, text: string): ContractDocument {
  const checked = checkContract(file, text);
  if (!checked.ok) throw problemError('CONTRACT_INVALID', checked.problems);
  return checked.value;
}

/** Reads a contract, or gives everything that is wrong with it. */
export function checkContract(file: string, text: string): Checked<ContractDocument> {
  const yaml = readYaml(file, text);
  if (!yaml.ok) return yaml;
  const source = yaml.value;
  const versioned = withPinnedVersion(source);
  if (!versioned.ok) return versioned;
  const untyped = listUntypedOptions(source);
  const isUntyped = (path: YamlPath) => path.includes('logicalTypeOptions') && untyped.length > 0;
  const breaches = [
    ...untyped,
    ...listSchemaBreaches(versioned.value)
      .filter(({ path }) => !isUntyped(path))
      .map(({ path, reason, key }) => source.problem(path, reason, key)),
  ];
  const shape = contractShape.safeParse(source.value);
  const isTold = (problem: ContractProblem) =>
    breaches.some(({ line, column }) => line === problem.line && column === problem.column);
  const further = shape.success
    ? []
    : listZodProblems(source, shape.error).filter((problem) => !isTold(problem));
  if (!shape.success || breaches.length > 0)
    return { ok: false, problems: sortUnique([...breaches, ...further]) };
  const problems: ContractProblem[] = [];
  const contract = build(shape.data, source, problems);
  return problems.length > 0 ? { ok: false, problems: sortUnique(problems) } : { ok: true, value: contract };
}

/** Without a type the official schema holds the options to the rules of every type at once: say what is really missing. */
function listUntypedOptions(source: YamlSource): readonly ContractProblem[] {
  const shape = optionsOnly.safeParse(source.value);
  if (!shape.success) return [];
  return shape.data.schema.flatMap((object, at) =>
    object.properties.flatMap((column, index) => {
      if (column.logicalTypeOptions === undefined || column.logicalType !== undefined) return [];
      const path = ['schema', at, 'properties', index, 'logicalTypeOptions'];
      return [source.problem(path, 'logicalTypeOptions need a logicalType beside them')];
    }),
  );
}

/** The official schema lists one patch version; every 3.1.x promises to be compatible with it. */
function withPinnedVersion(source: YamlSource): Checked<unknown> {
  const { value } = source;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, problems: [source.problem([], 'the contract is not a YAML mapping')] };
  }
  const version: unknown = 'apiVersion' in value ? value.apiVersion : undefined;
  if (typeof version === 'string' && /^v3\.1\.\d+$/.test(version)) {
    return { ok: true, value: { ...value, apiVersion: 'v3.1.0' } };
  }
  const shown = version === undefined ? '(none)' : String(version);
  const problem = source.problem(['apiVersion'], `apiVersion ${shown} is not supported; write it in v3.1.0`);
  return { ok: false, problems: [{ ...problem, version: shown }] };
}

function build(shape: ContractShape, source: YamlSource, problems: ContractProblem[]): ContractDocument {
  if (shape.id.split('/')[0] !== shape.team.name) {
    problems.push(source.problem(['id'], `the id must start with the department, ${shape.team.name}/`));
  }
  const custom = parseCustomProperties(shape.customProperties, source, problems);
  const serviceLevels = shape.slaProperties.map(({ property, value, unit }) => ({
    property,
    value,
    unit: unit ?? null,
  }));
  const retention = readRetention(serviceLevels);
  if (retention !== null && 'reason' in retention)
    problems.push(source.problem(['slaProperties'], retention.reason));
  const { id } = shape;
  const server = shape.servers[0];
  if (server === undefined || !isDatasetId(id)) throw new Error('the shape was not checked');
  return {
    file: source.file,
    id,
    department: { id: shape.team.name, name: shape.team.description ?? shape.team.name },
    name: shape.name ?? shape.id,
    version: shape.version,
    status: shape.status,
    description: shape.description?.purpose ?? shape.description?.usage ?? null,
    objects: shape.schema.map((object, index) => buildObject(object, ['schema', index], source, problems)),
    format: server.format,
    path: server.path ?? null,
    serviceLevels,
    ...custom,
  };
}

function buildObject(
  shape: ObjectShape,
  path: YamlPath,
  source: YamlSource,
  problems: ContractProblem[],
): ContractObject {
  const problemAt = (at: YamlPath) => (reason: string) => source.problem([...path, ...at], reason);
  const reportAt = (at: YamlPath) => (reason: string) => problems.push(problemAt(at)(reason));
  reportRepeats(shape.properties, (index, reason) => reportAt(['properties', index])(reason));
  const known = new Set(shape.properties.map((column) => column.name));
  const columns = shape.properties.map((column, index) =>
    buildColumn(column, reportAt(['properties', index, 'logicalTypeOptions'])),
  );
  const quality = [
    ...shape.quality.map((rule, index) => parseQuality(rule, null, reportAt(['quality', index]))),
    ...shape.properties.flatMap((column, at) =>
      column.quality.map((rule, index) =>
        parseQuality(rule, column.name, reportAt(['properties', at, 'quality', index])),
      ),
    ),
  ].filter((rule) => rule !== null);
  for (const rule of quality) {
    const missing = rule.columns.find((name) => !known.has(name));
    if (missing !== undefined) reportAt(['quality'])(`quality: there is no column ${missing}`);
  }
  const relationships = [
    ...shape.relationships.map((end, index) =>
      parseRelationship(end, null, problemAt(['relationships', index]), problems),
    ),
    ...shape.properties.flatMap((column, at) =>
      column.relationships.map((end, index) =>
        parseRelationship(end, column.name, problemAt(['properties', at, 'relationships', index]), problems),
      ),
    ),
  ].filter((end) => end !== null);
  for (const { columns: from, line, column } of relationships) {
    const missing = from.find((name) => !known.has(name));
    if (missing !== undefined) {
      problems.push({
        file: source.file,
        line,
        column,
        reason: `relationships: there is no column ${missing}`,
      });
    }
  }
  const keys = shape.properties.filter((column) => column.primaryKey);
  const position = (column: ColumnShape) => column.primaryKeyPosition ?? Number.MAX_SAFE_INTEGER;
  return {
    name: shape.name,
    physicalName: shape.physicalName ?? shape.name,
    columns,
    primaryKey: keys.sort((a, b) => position(a) - position(b)).map((column) => column.name),
    quality,
    relationships,
  };
}

function buildColumn(shape: ColumnShape, report: (reason: string) => void): ContractColumn {
  const { pattern, ...rest } = shape.logicalTypeOptions;
  const compiled = parsePattern(pattern, report);
  const options: TypeOptions = {
    ...rest,
    ...(compiled === null ? {} : { pattern: compiled }),
  };
  for (const reason of listTypeProblems(shape.logicalType, options)) report(reason);
  return {
    name: shape.name,
    physicalName: shape.physicalName ?? shape.name,
    type: shape.logicalType,
    options,
    required: shape.required,
    unique: shape.unique,
    classification: shape.classification,
    description: shape.description ?? null,
  };
}

function reportRepeats(
  columns: readonly ColumnShape[],
  report: (index: number, reason: string) => void,
): void {
  const names = new Set<string>();
  const headers = new Set<string>();
  columns.forEach((column, index) => {
    const header = column.physicalName ?? column.name;
    if (names.has(column.name)) report(index, `the column ${column.name} is described twice`);
    else if (headers.has(header)) report(index, `two columns read the header ${header}`);
    names.add(column.name);
    headers.add(header);
  });
}

function sortUnique(problems: readonly ContractProblem[]): readonly ContractProblem[] {
  const seen = new Map(problems.map((p) => [`${p.line}:${p.column}:${p.reason}`, p]));
  return [...seen.values()].sort((a, b) => a.line - b.line || a.column - b.column);
}
