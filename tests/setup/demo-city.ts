import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openExampleMatters } from '../../src/access/example-matters.ts';
import { DEMO_CITY } from '../../src/city/demo-city.ts';
import { generateCity } from '../../src/city/generate-city.ts';
import { keepAreas } from '../../src/correlate/areas/area-store.ts';
import { readAreasFile } from '../../src/correlate/areas/read-areas-file.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { intakeContext } from './intake-context.ts';
import type { TestServer } from './neo4j.ts';

/** Takes in the city that a first start shows, so that statements are planned on a filled store and the README's answer holds. */
export async function takeInDemoCity(server: TestServer): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'jingwei-city-'));
  const graph = await openGraph(server);
  try {
    await migrate(graph);
    const city = await generateCity({ ...DEMO_CITY, directory });
    await keepAreas(intakeContext(graph), await readAreasFile(join(directory, 'areas.csv')));
    for (const { dataset, file } of city.datasets) {
      const definition = await loadDefinition(`examples/city/${dataset}.odcs.yaml`);
      await deliver(intakeContext(graph), { definition, file: join(directory, file) });
    }
    await openExampleMatters(intakeContext(graph));
  } finally {
    await graph.close();
    await rm(directory, { recursive: true, force: true });
  }
}
