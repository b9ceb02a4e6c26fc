import { type DatasetDefinition, parseDefinition } from '../../src/intake/definition.ts';
import type { Cell, SourceRow } from '../../src/intake/mapped.ts';

/** Whose contract it is, and its custom properties (YAML flow mappings). */
export interface ContractChoice {
  readonly department?: string;
  readonly properties?: readonly string[];
}

/** A contract of an invented department around the given columns (YAML flow mappings, one a line). */
export function contractText(columns: readonly string[], extra = '', choice: ContractChoice = {}): string {
  const { department = 'testcity-registry', properties = ['{ property: coordinateSystem, value: WGS-84 }'] } =
    choice;
  return `apiVersion: v3.1.0
kind: DataContract
id: ${department}/things
name: Things
version: 1.0.0
status: active
team: { name: ${department}, description: Registry of Testcity }
servers: [{ server: file, type: local, path: things.csv, format: csv }]
customProperties:
${properties.map((property) => `  - ${property}`).join('\n')}
schema:
  - name: things
    properties:
${columns.map((column) => `      - ${column}`).join('\n')}
${extra}`;
}

export const mappingHead = `contract: { file: things.odcs.yaml, object: things }
delivery: FULL
`;

export function define(
  columns: readonly string[],
  mapping: string,
  extra = '',
  choice: ContractChoice = {},
): DatasetDefinition {
  return parseDefinition({
    contractFile: 'things.odcs.yaml',
    contractText: contractText(columns, extra, choice),
    mappingFile: 'things.mapping.yaml',
    mappingText: mapping.startsWith('contract:') ? mapping : mappingHead + mapping,
  });
}

export function rowOf(cells: Readonly<Record<string, Cell>>, line = 2): SourceRow {
  return { line, cells };
}
