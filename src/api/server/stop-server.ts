import type { Server } from 'node:http';
import { JingweiError } from '../../errors.ts';
import type { RequestRegistry } from './request-registry.ts';

const FINISH_MILLISECONDS = 5_000;
/** What was told to stop ends at its next statement or batch; a batch may take this long. */
const STOP_MILLISECONDS = 10_000;

/** Stops listening, lets running work finish for a while, then tells it to stop, then cuts what is left. */
export async function stopServer(server: Server, registry: RequestRegistry): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  await registry.waitUntilIdle(FINISH_MILLISECONDS);
  for (const served of registry.listUnfinished())
    served.stop(new JingweiError('GRAPH_BUSY', { reason: 'the server is stopping' }));
  await registry.waitUntilIdle(STOP_MILLISECONDS);
  server.closeAllConnections();
  await closed;
}
