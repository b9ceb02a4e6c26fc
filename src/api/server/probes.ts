import { Router } from 'express';
import { JingweiError } from '../../errors.ts';
import { ping } from '../../generated/statements.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Metrics } from './metrics.ts';
import type { RequestRegistry } from './request-registry.ts';

const READY_MILLISECONDS = 2_000;

/** /healthz: the process lives. /readyz: the graph answers too. /metrics. Open to all, for they tell nothing of the data. */
export function probes(
  graph: Graph,
  metrics: Metrics,
  registry: RequestRegistry,
  isStopping: () => boolean,
): Router {
  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (request, _response, next) => {
    registry.get(request).kind = 'probe';
    next();
  });
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    if (isStopping()) throw new JingweiError('GRAPH_BUSY', { reason: 'the server is stopping' });
    await askGraph(graph);
    response.json({ status: 'ready' });
  });
  router.get('/metrics', async (_request, response) => {
    const { type, text } = await metrics.render();
    response.type(type).send(text);
  });
  return router;
}

/** Where the graph is and why it fails is nobody's business here, so every failure is told alike. */
async function askGraph(graph: Graph): Promise<void> {
  const controller = new AbortController();
  const silence = new Error('No answer in time');
  let timer: NodeJS.Timeout | undefined;
  // The driver may wait for a connection far longer than the signal allows.
  const waited = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(silence);
      controller.abort(silence);
    }, READY_MILLISECONDS);
  });
  try {
    await Promise.race([waited, graph.read(ping, {}, { signal: controller.signal })]);
  } catch (error) {
    throw new JingweiError('GRAPH_BUSY', { reason: 'it does not answer' }, error);
  } finally {
    clearTimeout(timer);
  }
}
