import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../../src/access/caller.ts';
import { issueDevelopmentToken } from '../../../src/access/development-issuer.ts';
import type { Graph } from '../../../src/graph/graph.ts';
import { entityId, mentionId, recordId } from '../../../src/ids.ts';
import { parseDefinition } from '../../../src/intake/definition.ts';
import { deliver } from '../../../src/intake/deliver.ts';
import { loadSettings } from '../../../src/settings.ts';
import { intakeContext } from '../../setup/intake-context.ts';

/** A dataset whose every value gives away its class, so that one that leaks is known at sight. */
export interface AttackedTown {
  readonly dataset: string;
  readonly department: string;
  /** What values of a class contain, whatever becomes of them, in lower-case Latin letters or digits. */
  readonly canaries: Readonly<Record<PlantedClass, readonly string[]>>;
  /** Ids of planted records, mentions, entities and quarantined rows. */
  readonly ids: readonly string[];
  /** Values as somebody who knows them would type them. */
  readonly known: readonly string[];
}
export type PlantedClass = 'public' | 'internal' | 'personal' | 'sensitive';

const CONTRACT = (id: string, department: string) => `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Attacked
version: 1.0.0
status: active
team: { name: ${department}, description: Attacked department }
servers:
  - { server: file, type: local, path: attacked.csv, format: csv }
schema:
  - name: attacked
    physicalName: attacked
    properties:
      - { name: no, physicalName: no, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1, classification: public }
      - { name: label, physicalName: label, logicalType: string, classification: public }
      - { name: desk, physicalName: desk, logicalType: string, classification: internal }
      - { name: person, physicalName: person, logicalType: string, required: true, classification: personal }
      - { name: phone, physicalName: phone, logicalType: string, classification: personal }
      - { name: illness, physicalName: illness, logicalType: string, classification: sensitive }
customProperties:
  - { property: encoding, value: UTF-8 }
  - { property: timeZone, value: Asia/Shanghai }
  - { property: region, value: CN }
  - { property: sharing, value: conditional }
  - { property: maxEndedShare, value: 1 }
`;

const MAPPING = `contract: { file: attacked.odcs.yaml, object: attacked }
delivery: FULL
record:
  key: [no]
mentions:
  patient:
    kind: Person
    attributes:
      name: { kind: person-name, column: person }
      phone: { kind: phone, column: phone }
      illness: { kind: text, column: illness }
      desk: { kind: text, column: desk }
  ward:
    kind: Thing
    type: ward
    attributes:
      label: { kind: text, column: label }
relations:
  - { type: LIES_IN, from: patient, to: ward }
`;

/** Takes a small dataset in with versions, an ended record and a quarantined row, under an id of its own. */
export async function plantTown(graph: Graph): Promise<AttackedTown> {
  const run = randomUUID()
    .replace(/[^a-z]/g, '')
    .slice(0, 6)
    .padEnd(6, 'q');
  const digits = String(Math.floor(Math.random() * 1e4)).padStart(4, '0');
  const department = `attacked-${run}`;
  const dataset = `${department}/attacked`;
  const definition = parseDefinition({
    contractFile: 'attacked.odcs.yaml',
    contractText: CONTRACT(dataset, department),
    mappingFile: 'attacked.mapping.yaml',
    mappingText: MAPPING,
  });
  const canary = (kind: string, no: number | string) => `zq${kind}${run}${no}`;
  const row = (no: number, age: string) =>
    [
      String(no),
      canary('pub', `${age}${no}`),
      canary('int', `${age}${no}`),
      `Xu ${canary('per', `${age}${'abcdefgh'[no] ?? 'z'}`)}`,
      `139${digits}${1000 + no}`,
      canary('sen', `${age}${no}`),
    ].join(',');
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-attacked-'));
  const write = (name: string, rows: readonly string[]) => {
    const file = join(folder, name);
    writeFileSync(file, `${['no,label,desk,person,phone,illness', ...rows].join('\n')}\n`);
    return file;
  };
  const context = intakeContext(graph);
  const faulty = `9,${canary('pub', 'q')},${canary('int', 'q')},,139${digits}9009,${canary('sen', 'q')}`;
  const old = write(
    'old.csv',
    [1, 2, 3, 4].map((no) => row(no, 'old')),
  );
  const present = write('new.csv', [...[1, 2, 3].map((no) => row(no, 'new')), faulty]);
  await deliver(context, { definition, file: old, statedAt: '2024-01-01T00:00:00Z' });
  await deliver(context, { definition, file: present });
  rmSync(folder, { recursive: true });
  const records = [1, 2, 3, 4].map((no) => recordId(dataset, String(no)));
  const mentions = records.flatMap((record) => [
    mentionId(record, 'patient', ''),
    mentionId(record, 'ward', ''),
  ]);
  return {
    dataset,
    department,
    canaries: {
      public: [`zqpub${run}`],
      internal: [`zqint${run}`],
      personal: [`zqper${run}`, `139${digits}`, `139 ${digits}`],
      sensitive: [`zqsen${run}`],
    },
    ids: [...records, ...mentions, ...mentions.map((mention) => entityId(mention, 0))],
    known: [
      ...['pub', 'int', 'sen'].flatMap((kind) => [canary(kind, 'new1'), canary(kind, 'old1')]),
      `Xu ${canary('per', 'newb')}`,
      canary('per', 'oldb'),
      `139${digits}1001`,
    ],
  };
}

/** A token for a caller of a server on loopback whose home is given. */
export function tokenOf(
  home: string,
  role: Role,
  user = `attacker-${role}`,
  department: string | null = role === 'department' ? 'another' : null,
): Promise<string> {
  return issueDevelopmentToken(loadSettings({ JINGWEI_HOME: home }), { role, user, department, minutes: 60 });
}
