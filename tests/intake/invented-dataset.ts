import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DatasetDefinition, parseDefinition } from '../../src/intake/definition.ts';

/** A dataset of invented residents, under an id of its own, so that tests share one server without meeting. */
export interface InventedDataset {
  readonly id: string;
  definition(changes?: Partial<DefinitionParts>): DatasetDefinition;
  /** Writes a file of rows `[no, name, phone, resident id]` and gives its path. */
  file(rows: readonly (readonly string[])[]): string;
}

interface DefinitionParts {
  readonly delivery: 'FULL' | 'INCREMENT';
  readonly maxEndedShare: number;
  readonly quality: string;
  readonly phoneAttribute: string;
  /** Kind and type of what a resident is called on. */
  readonly line: readonly [kind: string, type: string];
  readonly encoding: string;
  /** As a service level, e.g. `value: 1, unit: y`; empty: none. */
  readonly retention: string;
  /** In place of the texts that the other parts make. */
  readonly texts: { readonly contractText: string; readonly mappingText: string } | null;
}

const DEFAULTS: DefinitionParts = {
  delivery: 'FULL',
  maxEndedShare: 0.5,
  quality: '',
  phoneAttribute: 'phone',
  line: ['Thing', 'phone-line'],
  encoding: 'UTF-8',
  retention: '',
  texts: null,
};

export function inventDataset(): InventedDataset {
  const department = `dept-${randomUUID().slice(0, 8)}`;
  const id = `${department}/residents`;
  const directory = mkdtempSync(join(tmpdir(), 'jingwei-invented-'));
  let files = 0;
  return {
    id,
    definition: (changes = {}) => {
      const parts = { ...DEFAULTS, ...changes };
      return parseDefinition({
        contractFile: 'residents.odcs.yaml',
        contractText: parts.texts?.contractText ?? contractText(id, department, parts),
        mappingFile: 'residents.mapping.yaml',
        mappingText: parts.texts?.mappingText ?? mappingText(parts),
      });
    },
    file: (rows) => {
      files += 1;
      const path = join(directory, `residents-${files}.csv`);
      writeFileSync(
        path,
        `${[['no', 'name', 'phone', 'rid'], ...rows].map((row) => row.join(',')).join('\n')}\n`,
      );
      return path;
    },
  };
}

function contractText(id: string, department: string, parts: DefinitionParts): string {
  return `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Residents
version: 1.0.0
status: active
team: { name: ${department}, description: Invented department }
servers:
  - { server: file, type: local, path: residents.csv, format: csv }
schema:
  - name: residents
    physicalName: residents
    properties:
      - { name: no, physicalName: no, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1, classification: internal }
      - { name: name, physicalName: name, logicalType: string, required: true, classification: personal }
      - { name: phone, physicalName: phone, logicalType: string, classification: personal }
      - { name: rid, physicalName: rid, logicalType: string, classification: personal }
${parts.quality}${parts.retention === '' ? '' : `slaProperties: [{ property: retention, ${parts.retention} }]`}
customProperties:
  - { property: encoding, value: ${parts.encoding} }
  - { property: timeZone, value: Asia/Shanghai }
  - { property: region, value: CN }
  - { property: sharing, value: conditional }
  - { property: maxEndedShare, value: ${parts.maxEndedShare} }
`;
}

function mappingText(parts: DefinitionParts): string {
  return `contract: { file: residents.odcs.yaml, object: residents }
delivery: ${parts.delivery}
record:
  key: [no]
mentions:
  resident:
    kind: Person
    attributes:
      name: { kind: person-name, column: name }
      ${parts.phoneAttribute}: { kind: phone, column: phone }
      residentId: { kind: identifier, scheme: cn.resident-id, column: rid }
  contact:
    kind: ${parts.line[0]}
    type: ${parts.line[1]}
    attributes:
      number: { kind: phone, column: phone }
relations:
  - { type: USES, from: resident, to: contact }
`;
}
