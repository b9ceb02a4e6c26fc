import pino from 'pino';
import { startServer } from '../../src/api/server/start-server.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { setRuntimeFlags } from '../../src/runtime-flags.ts';
import { loadSettings } from '../../src/settings.ts';

setRuntimeFlags();

// Serves what NEO4J_URI names, in a process of its own that may be killed at any moment.
const settings = loadSettings();
const { uri = '', user, password = '', database } = settings.neo4j;
const graph = await openGraph({ uri, user, password, database });
const server = await startServer({ graph, settings, logger: pino({ level: 'silent' }) });
process.stdout.write(`${server.url}\n`);
