import { writeFileSync } from 'node:fs';
import { type DatasetDefinition, parseDefinition } from '../../src/intake/definition.ts';

const RESIDENT_COLUMNS = ['no', 'name', 'phone', 'rid', 'address', 'lng', 'lat', 'since', 'until'];
const VEHICLE_COLUMNS = ['no', 'plate', 'owner', 'rid', 'since', 'until'];

/** Writes a statement of one of the two datasets. */
export function writeRows(
  path: string,
  { id }: DatasetDefinition,
  rows: readonly (readonly string[])[],
): void {
  const columns = id.endsWith('residents') ? RESIDENT_COLUMNS : VEHICLE_COLUMNS;
  writeFileSync(path, `${[columns, ...rows].map((row) => row.join(',')).join('\n')}\n`);
}

/** Rows of the register of residents: one for each letter, under a phone and an id of its own, in three houses of one road. */
export function residentsNamed(tag: string, letters: readonly string[]): readonly (readonly string[])[] {
  return letters.map((letter, index) => [
    String(index),
    `${tag} ${letter}`,
    `138001380${String(index).padStart(2, '0')}`,
    `${tag}${letter}`,
    `澜州市青埔区${tag}路${index % 3}号`,
    ...['', '', '2010-01-01', ''],
  ]);
}

export function residentsOf(tag: string): DatasetDefinition {
  return define(
    `${tag}-registry/residents`,
    [
      'no, required: true, primaryKey: true, primaryKeyPosition: 1',
      'name, required: true',
      'phone',
      'rid',
      'address',
      'lng, logicalType: number',
      'lat, logicalType: number',
      'since, logicalType: date',
      'until, logicalType: date',
    ],
    `leads: [name]
record:
  key: [no]
  period: { from: since, to: until }
  location: { longitude: lng, latitude: lat }
mentions:
  resident:
    kind: Person
    attributes:
      name: { kind: person-name, column: name }
      phone: { kind: phone, column: phone }
      rid: { kind: identifier, scheme: local.${tag}, column: rid }
  home:
    kind: Place
    attributes:
      address: { kind: address, column: address }
relations:
  - { type: LIVES_AT, from: resident, to: home, during: record }
`,
  );
}

export function vehiclesOf(tag: string): DatasetDefinition {
  return define(
    `${tag}-traffic/vehicles`,
    [
      'no, required: true, primaryKey: true, primaryKeyPosition: 1',
      'plate, required: true',
      'owner',
      'rid',
      'since, logicalType: date',
      'until, logicalType: date',
    ],
    `record:
  key: [no]
  period: { from: since, to: until }
mentions:
  vehicle:
    kind: Thing
    type: vehicle
    attributes:
      plate: { kind: identifier, scheme: local.${tag}-plate, column: plate }
  owner:
    kind: Person
    attributes:
      name: { kind: person-name, column: owner }
      rid: { kind: identifier, scheme: local.${tag}, column: rid }
relations:
  - { type: OWNS, from: owner, to: vehicle, during: record }
`,
  );
}

function define(id: string, columns: readonly string[], mapping: string): DatasetDefinition {
  const [department = '', name = ''] = id.split('/');
  return parseDefinition({
    contractFile: `${name}.odcs.yaml`,
    contractText: `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Invented ${name}
version: 1.0.0
status: active
team: { name: ${department}, description: Invented ${department} }
servers:
  - { server: file, type: local, path: ${name}.csv, format: csv }
schema:
  - name: ${name}
    physicalName: ${name}
    properties:
${columns.map((column) => `      - { name: ${column}, classification: personal }`).join('\n')}
customProperties:
  - { property: encoding, value: UTF-8 }
  - { property: timeZone, value: UTC }
  - { property: region, value: CN }
  - { property: sharing, value: conditional }
  - { property: coordinateSystem, value: WGS-84 }
  - { property: maxEndedShare, value: 1 }
`,
    mappingFile: `${name}.mapping.yaml`,
    mappingText: `contract: { file: ${name}.odcs.yaml, object: ${name} }
delivery: FULL
${mapping}`,
  });
}
