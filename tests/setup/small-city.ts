import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateCity } from '../../src/city/generate-city.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import type { DeliveryReport } from '../../src/intake/delivery.ts';
import { intakeContext } from './test-graph.ts';

/** Takes a synthetic city of 300 persons in; whoever comes second finds it there. */
export async function takeInSmallCity(graph: Graph): Promise<readonly DeliveryReport[]> {
  const directory = await mkdtemp(join(tmpdir(), 'jingwei-city-'));
  try {
    const city = await generateCity({ persons: 300, seed: 7, directory });
    const reports: DeliveryReport[] = [];
    for (const { dataset, file } of city.datasets) {
      const definition = await loadDefinition(`examples/city/${dataset}.odcs.yaml`);
      reports.push(await deliver(intakeContext(graph), { definition, file: join(directory, file) }));
    }
    return reports;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
