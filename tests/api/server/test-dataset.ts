import { randomUUID } from 'node:crypto';
import type { Graph } from '../../../src/graph/graph.ts';
import { registerDefinition } from '../../../src/intake/dataset-store.ts';
import { parseDefinition } from '../../../src/intake/definition.ts';
import { intakeContext } from '../../setup/intake-context.ts';

/** A dataset of two columns that no other test knows, and the department that owns it. */
export interface TestDataset {
  readonly id: string;
  readonly department: string;
}

export async function registerTestDataset(graph: Graph): Promise<TestDataset> {
  const department = `upload-${randomUUID().slice(0, 8)}`;
  const id = `${department}/shops`;
  const contractText = `
apiVersion: v3.1.0
kind: DataContract
id: ${id}
name: Shops
version: 1.0.0
status: active
team: { name: ${department} }
servers:
  - { server: files, type: local, path: shops.csv, format: csv }
schema:
  - name: shops
    physicalName: shops.csv
    logicalType: object
    properties:
      - { name: no, physicalName: no, logicalType: string, required: true, primaryKey: true, primaryKeyPosition: 1, classification: public }
      - { name: name, physicalName: name, logicalType: string, required: true, classification: public }
`;
  const mappingText = `
contract: { file: shops.odcs.yaml, object: shops }
delivery: FULL
record: { key: [no] }
mentions:
  shop:
    kind: Organization
    attributes:
      name: { kind: organization-name, column: name }
`;
  const definition = parseDefinition({
    ...{ contractFile: 'shops.odcs.yaml', contractText },
    ...{ mappingFile: 'shops.mapping.yaml', mappingText },
  });
  await registerDefinition(intakeContext(graph), definition);
  return { id, department };
}
