import { join } from 'node:path';
import { CITY_DATASETS } from '../../src/city/errors/rates.ts';
import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { migrate } from '../../src/graph/migrate.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { loadDefinition } from '../../src/intake/definition.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { finishStages, runStages } from '../../src/pipeline.ts';
import { loadSettings } from '../../src/settings.ts';

// Takes a generated city in, in a process of its own that may be killed at any moment, and again from the start.
const directory = process.argv[2] ?? '';
const settings = loadSettings();
const server = await openEmbedded(settings);
const graph = await openGraph({
  uri: server.boltUri,
  user: server.user,
  password: server.password,
  database: 'neo4j',
});
await migrate(graph);
process.stdout.write('begun\n');
const context = {
  graph,
  settings,
  clock: Date.now,
  listener: runStages,
  onApplied: finishStages,
  onProgress: () => undefined,
};
for (const dataset of CITY_DATASETS) {
  const file = join(directory, `${dataset}.${dataset.startsWith('emergency') ? 'ndjson' : 'csv'}`);
  await deliver(context, { definition: await loadDefinition(`examples/city/${dataset}.odcs.yaml`), file });
}
await graph.close();
await server.close();
