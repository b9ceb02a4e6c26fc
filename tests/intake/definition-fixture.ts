import { type DatasetDefinition, parseDefinition } from '../../src/intake/definition.ts';
import type { Cell, SourceRow } from '../../src/intake/mapped.ts';

/** A contract of an invented department around the given columns (YAML flow mappings, one a line). */
export function contractText(columns: readonly string[], extra = ''): string {
  return `apiVersion: v3.1.0
kind: DataContract
id: testcity-registry/things
name: Things
version: 1.0.0
status: active
team: { name: testcity-registry, description: Registry of Testcity }
servers: [{ server: file, type: local, path: things.csv, format: csv }]
customProperties:
  - { property: coordinateSystem, value: WGS-84 }
schema:
  - name: things
    properties:
${columns.map((column) => `      - ${column}`).join('\n')}
${extra}`;
}

export const mappingHead = `contract: { file: things.odcs.yaml, object: things }
delivery: FULL
`;

export function define(columns: readonly string[], mapping: string, extra = ''): DatasetDefinition {
  return parseDefinition({
    contractFile: 'things.odcs.yaml',
    contractText: contractText(columns, extra),
    mappingFile: 'things.mapping.yaml',
    mappingText: mapping.startsWith('contract:') ? mapping : mappingHead + mapping,
  });
}

export function rowOf(cells: Readonly<Record<string, Cell>>, line = 2): SourceRow {
  return { line, cells };
}
