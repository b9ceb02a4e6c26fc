import { openEmbedded } from '../../src/graph/embedded/open-embedded.ts';
import { loadSettings } from '../../src/settings.ts';

// A client in a process of its own, for tests that kill it: prints one line of JSON when it holds its lease, and keeps
// the lease until its standard input ends.
const server = await openEmbedded(loadSettings());
process.stdout.write(`${JSON.stringify({ boltUri: server.boltUri, firstStart: server.firstStart })}\n`);
process.stdin.resume();
process.stdin.once('end', () => {
  server.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
