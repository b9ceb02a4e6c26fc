import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from '../../src/api/build-schema.ts';
import type { Classification } from '../../src/intake/contract/contract.ts';
import { parseDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { IntakeContext } from '../../src/intake/intake-context.ts';
import { openTestMatter } from '../setup/test-matter.ts';
import { collectIds } from './collect-ids.ts';
import { PLANTED_AT, PLANTED_WHEN, PLANTINGS, type Planted } from './roots.ts';

/** Datasets of one department whose every value gives away its dataset and its class, so that one that leaks is known at sight. */
export interface PlantedTown extends Planted {
  /** What values of a class contain, whatever becomes of them, in lower-case Latin letters or digits; by `sharing class`. */
  readonly canaries: ReadonlyMap<string, readonly string[]>;
  /** Values as somebody who knows them would type them: some stand today, some did before. */
  readonly known: readonly string[];
}
export type Sharing = 'open' | 'conditional' | 'closed';

const HEADER = 'no,label,desk,person,number,phone,illness,lng,lat,at';
const WHERE = `${PLANTED_AT.longitude},${PLANTED_AT.latitude},${PLANTED_WHEN}`;
const LETTERS = 'abcdefghij';

/**
 * Takes datasets in under ids of its own, one of each sharing condition that is named. Each holds a record that stands and
 * has an earlier version, one that was withdrawn, and a row in quarantine; each record a patient, of whom nothing is public, who lies in a ward, and the event of being taken in.
 */
export async function plantTown(
  context: IntakeContext,
  sharings: readonly Sharing[],
  people: readonly string[] = ['user'],
): Promise<PlantedTown> {
  const run = makeName();
  const department = `planted-${run}`;
  const scheme = `local.${run}`;
  const digits = String(Math.floor(Math.random() * 1e3)).padStart(3, '0');
  const canaries = new Map<string, readonly string[]>();
  const known: string[] = [];
  const identifiers: string[] = [];
  let before = '';
  for (const [place, sharing] of sharings.entries()) {
    const start = `${sharing.slice(0, 2)}${run}`;
    const phones = `139${digits}${place}`;
    const cells = (no: number, age: string) => ({
      label: `zqpub${start}${age}${no}`,
      desk: `zqint${start}${age}${no}`,
      person: `Xu zqper${start}${age}${LETTERS[no] ?? ''}`,
      number: `zqnum${start}${age}${no}`,
      phone: `${phones}${1000 + no}`.slice(0, 11),
      illness: `zqsen${start}${age}${no}`,
    });
    const row = (no: number, age: string) => [no, ...Object.values(cells(no, age))].join(',');
    const broken = `9,${Object.values({ ...cells(9, 'q'), illness: `${cells(9, 'q').illness}${'x'.repeat(60)}` }).join(',')}`;
    const definition = define({ id: `${department}/${sharing}`, department, sharing, scheme });
    await deliverRows(context, definition, [row(1, 'old'), row(2, 'old')], '2024-01-01T00:00:00Z');
    before = new Date(context.clock()).toISOString();
    await deliverRows(context, definition, [row(1, 'new'), broken]);
    const [now, old] = [cells(1, 'new'), cells(1, 'old')];
    identifiers.push(now.number);
    known.push(
      ...[now, old].flatMap(({ label, desk, person, number, illness }) => [
        label,
        desk,
        person,
        number,
        illness,
      ]),
    );
    known.push(now.phone);
    const found: Readonly<Record<Classification, readonly string[]>> = {
      public: [`zqpub${start}`],
      internal: [`zqint${start}`],
      personal: [`zqper${start}`, `zqnum${start}`, phones, `139 ${phones.slice(3, 7)}`],
      sensitive: [`zqsen${start}`],
    };
    for (const [dataClass, texts] of Object.entries(found)) canaries.set(`${sharing} ${dataClass}`, texts);
  }
  const datasets = sharings.map((sharing) => `${department}/${sharing}`);
  const matter = await openTestMatter(context, { datasets, people });
  const name = known[0] ?? '';
  const planted = { department, datasets, scheme, identifiers, name, matter, before };
  for (const plant of PLANTINGS) await plant(context, planted);
  const ids = await collectIds(context, buildSchema(), planted);
  return { ...planted, ids, canaries, known };
}

/** Takes texts in that nobody but their department may see: one record each of a closed dataset, in a column of each class. */
export async function hideTexts(context: IntakeContext, texts: readonly string[]): Promise<void> {
  const department = `hidden-${makeName()}`;
  const definition = define({
    id: `${department}/closed`,
    department,
    sharing: 'closed',
    scheme: `local.${makeName()}`,
  });
  const rows = texts.map((text, no) => [no, text, text, `Xu ${text}`, `n${no}`, '', text].join(','));
  await deliverRows(context, definition, rows);
}

/** Six letters that nothing else has. */
function makeName(): string {
  return randomUUID()
    .replace(/[^a-z]/g, '')
    .slice(0, 6)
    .padEnd(6, 'q');
}

async function deliverRows(
  context: IntakeContext,
  definition: ReturnType<typeof parseDefinition>,
  rows: readonly string[],
  statedAt?: string,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jingwei-planted-'));
  const file = join(folder, 'planted.csv');
  writeFileSync(file, `${[HEADER, ...rows.map((row) => `${row},${WHERE}`)].join('\n')}\n`);
  await deliver(context, { definition, file, statedAt });
  rmSync(folder, { recursive: true });
}

interface Described {
  readonly id: string;
  readonly department: string;
  readonly sharing: Sharing;
  readonly scheme: string;
}

function define({ id, department, sharing, scheme }: Described) {
  return parseDefinition({
    contractFile: 'planted.odcs.yaml',
    contractText: `apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Planted ${sharing}
version: 1.0.0
status: active
team: { name: ${department}, description: Planted department }
servers:
  - { server: file, type: local, path: planted.csv, format: csv }
schema:
  - name: planted
    physicalName: planted
    properties:
      - { name: no, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1, classification: public }
      - { name: label, logicalType: string, classification: public }
      - { name: desk, logicalType: string, classification: internal }
      - { name: person, logicalType: string, classification: personal }
      - { name: number, logicalType: string, classification: personal }
      - { name: phone, logicalType: string, classification: personal }
      - { name: illness, logicalType: string, classification: sensitive, logicalTypeOptions: { maxLength: 60 } }
      - { name: lng, logicalType: number, classification: public }
      - { name: lat, logicalType: number, classification: public }
      - { name: at, logicalType: string, classification: public }
customProperties:
  - { property: encoding, value: UTF-8 }
  - { property: timeZone, value: Asia/Shanghai }
  - { property: region, value: CN }
  - { property: sharing, value: ${sharing} }
  - { property: coordinateSystem, value: WGS-84 }
  - { property: maxEndedShare, value: 1 }
  - { property: maxQuarantinedShare, value: 1 }
`,
    mappingFile: 'planted.mapping.yaml',
    mappingText: `contract: { file: planted.odcs.yaml, object: planted }
delivery: FULL
record:
  key: [no]
  location: { longitude: lng, latitude: lat }
  period: { at: at }
mentions:
  patient:
    kind: Person
    attributes:
      name: { kind: person-name, column: person }
      number: { kind: identifier, scheme: ${scheme}, column: number }
      phone: { kind: phone, column: phone }
      illness: { kind: text, column: illness }
      desk: { kind: text, column: desk }
  ward:
    kind: Thing
    type: ward
    attributes:
      label: { kind: text, column: label }
  admission:
    kind: Event
    type: admission
    attributes:
      desk: { kind: text, column: desk }
relations:
  - { type: LIES_IN, from: patient, to: ward }
`,
  });
}
