import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { runIdentityStages } from '../../src/pipeline.ts';
import { runResolution } from '../../src/resolve/matching/run-resolution.ts';
import { trainModels } from '../../src/resolve/matching/train-models.ts';
import { loadSettings } from '../../src/settings.ts';

// Trains models, or runs with them, in a process of its own that may be killed at any moment, and again from the start.
const settings = loadSettings();
const server = await openEmbedded(settings);
const graph = await openGraph({
  uri: server.boltUri,
  user: server.user,
  password: server.password,
  database: 'neo4j',
});
process.stdout.write('begun\n');
const context = { graph, settings, clock: Date.now };
if (process.argv[2] === 'train') await trainModels(context);
else await runResolution(context, { listener: runIdentityStages });
await graph.close();
await server.close();
