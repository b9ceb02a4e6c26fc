import { z } from 'zod';
import type {
  Contract,
  ContractColumn,
  ContractDocument,
  ContractObject,
} from '../intake/contract/contract.ts';
import { problemError } from '../intake/contract/problem.ts';
import { readYaml } from '../intake/contract/yaml-source.ts';
import { listZodProblems } from '../intake/contract/zod-problems.ts';
import type { Mapping, MentionMapping } from '../intake/mapping/mapping.ts';
import { type MappingScope, report, requireColumn } from '../intake/mapping/mapping-scope.ts';
import { type AttributeShape, type MentionShape, mentionShape } from '../intake/mapping/mapping-shape.ts';
import { parseMention } from '../intake/mapping/parse-mention.ts';

const columns = z.union([z.string(), z.array(z.string()).min(1)]).transform((names) => [names].flat());

/** A labelled set as it is written (YAML): what its columns hold, in the words of a mapping, and which one is the truth. */
const labelledSet = z.strictObject({
  files: z.array(z.string()).default([]).describe('Relative to this file; --file takes their place'),
  truth: z.strictObject({
    column: z.string(),
    pattern: z.string().optional().describe('Its first group is the entity'),
    file: z.string().optional().describe('A file that holds the truth apart'),
    key: columns.optional().describe('Columns by which rows of both files meet'),
  }),
  timeZone: z.string().default('Etc/UTC'),
  calendar: z.enum(['gregorian', 'roc']).default('gregorian'),
  region: z.enum(['CN', 'TW']).default('CN'),
  coordinateSystem: z.enum(['WGS-84', 'GCJ-02', 'BD-09']).optional(),
  oneRecordPerEntity: z.boolean().default(false).describe('No file names an entity twice'),
  mentions: z.record(z.string(), mentionShape),
});
export type LabelledSetShape = z.infer<typeof labelledSet>;
/** What such a file may say; the documentation names each. */
export const LABELLED_SET_KEYS = Object.keys(labelledSet.shape);

export interface LabelledSet {
  readonly name: string;
  readonly files: readonly string[];
  readonly truth: LabelledSetShape['truth'];
  readonly contract: Contract;
  readonly mapping: Mapping;
  /** Schemes made up for identifiers of which the set names none. */
  readonly undeclared: ReadonlySet<string>;
}

/** The columns that the files of a set have, and those of the file that holds the truth apart, or null. */
export interface SetHeaders {
  readonly rows: readonly string[];
  readonly truth: readonly string[] | null;
}

/**
 * Reads the description of a labelled set against the columns that its files have.
 * @throws {JingweiError} `MAPPING_INVALID` with the place of the first problem and their number.
 */
export function parseLabelledSet(file: string, name: string, text: string, headers: SetHeaders): LabelledSet {
  const shape = readShape(file, text);
  const yaml = readYaml(file, text);
  if (!yaml.ok) throw problemError('MAPPING_INVALID', yaml.problems);
  const contract = contractOf(file, name, shape, headers.rows);
  const scope: MappingScope = {
    source: yaml.value,
    object: contract.object,
    hasCoordinateSystem: contract.coordinateSystem !== null,
    problems: [],
    hasItem: false,
    isStored: false,
  };
  const undeclared = new Set<string>();
  const mentions = Object.entries(shape.mentions).map(([role, mention]) =>
    parseMention(role, withSchemes(mention, undeclared), ['mentions', role], scope),
  );
  checkTruth(shape.truth, headers.truth, scope);
  if (scope.problems.length > 0) throw problemError('MAPPING_INVALID', scope.problems);
  const { files, truth, oneRecordPerEntity } = shape;
  return {
    name,
    files,
    truth,
    contract,
    mapping: mappingOf(file, mentions, oneRecordPerEntity),
    undeclared,
  };
}

/** A truth that is nowhere would be a perfect result: nothing to find, and nothing found wrong. */
function checkTruth(
  { column, file, key }: LabelledSetShape['truth'],
  headers: SetHeaders['truth'],
  rows: MappingScope,
): void {
  const apart = headers === null ? rows : { ...rows, object: objectOf(file ?? 'truth', headers) };
  requireColumn(column, ['truth', 'column'], apart);
  if (headers === null) return;
  if (key === undefined)
    report(rows, ['truth'], 'truth: a file needs a key, the columns by which its rows are met');
  for (const name of key ?? [])
    for (const scope of [rows, apart]) requireColumn(name, ['truth', 'key'], scope);
}

/** A set of its own needs no scheme for its identifiers: the name of the attribute tells them apart. */
function withSchemes(mention: MentionShape, undeclared: Set<string>): MentionShape {
  const attributes = Object.entries(mention.attributes).map(([name, shape]) => {
    const scheme = `local.${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
    const fill = (one: AttributeShape): AttributeShape => {
      if (one.kind !== 'identifier' || one.scheme !== undefined) return one;
      undeclared.add(scheme);
      return { ...one, scheme };
    };
    return [name, Array.isArray(shape) ? shape.map(fill) : fill(shape as AttributeShape)] as const;
  });
  return { ...mention, attributes: Object.fromEntries(attributes) };
}

/** The description alone, before its files were looked at. */
export function readShape(file: string, text: string): LabelledSetShape {
  const yaml = readYaml(file, text);
  if (!yaml.ok) throw problemError('MAPPING_INVALID', yaml.problems);
  const shape = labelledSet.safeParse(yaml.value.value);
  if (!shape.success) throw problemError('MAPPING_INVALID', listZodProblems(yaml.value, shape.error));
  return shape.data;
}

function contractOf(
  file: string,
  name: string,
  shape: LabelledSetShape,
  headers: readonly string[],
): Contract {
  const object = objectOf('rows', headers);
  const document: ContractDocument = {
    file,
    id: `evaluation/${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}` as ContractDocument['id'],
    department: { id: 'evaluation', name: 'evaluation' },
    name,
    version: '1',
    status: 'active',
    description: null,
    objects: [object],
    format: 'csv',
    path: null,
    serviceLevels: [],
    encoding: 'UTF-8',
    sheet: null,
    timeZone: shape.timeZone,
    calendar: shape.calendar,
    coordinateSystem: shape.coordinateSystem ?? null,
    region: shape.region,
    sharing: 'closed',
    derivedFrom: [],
    maxEndedShare: 1,
    maxQuarantinedShare: 1,
  };
  return { ...document, object };
}

function objectOf(name: string, headers: readonly string[]): ContractObject {
  return {
    name,
    physicalName: name,
    columns: headers.map(toColumn),
    primaryKey: [],
    quality: [],
    relationships: [],
  };
}

function toColumn(header: string): ContractColumn {
  return {
    name: header.trim(),
    physicalName: header,
    type: 'string',
    options: {},
    required: false,
    unique: false,
    classification: 'sensitive',
    description: null,
  };
}

function mappingOf(file: string, mentions: readonly MentionMapping[], oneRecordPerEntity: boolean): Mapping {
  return {
    file,
    contract: { file, object: 'rows' },
    delivery: 'FULL',
    oneRecordPerEntity,
    leads: [],
    record: { key: null, location: null, period: null, operation: null },
    mentions,
    relations: [],
  };
}
