/** A measured process: the product's own HTTP server, and nothing else. */
import { resourceUsage } from 'node:process';
import pino from 'pino';
import { openExampleMatters } from '../../src/access/example-matters.ts';
import { startServer } from '../../src/api/server/start-server.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import { setRuntimeFlags, setServingFlags } from '../../src/runtime-flags.ts';
import { answerOrders } from '../measured-process.ts';
import { settingsOf } from '../settings-of.ts';
import { type ServeAnswer, ServeOrder } from './messages.ts';

setRuntimeFlags();
setServingFlags();

let url = '';
answerOrders(async (given): Promise<ServeAnswer> => {
  const order = ServeOrder.parse(given);
  if (order.do === 'open') url = await serve(order.store);
  return { url, peakMegabytes: resourceUsage().maxRSS / 1024 };
});

async function serve(
  store: Extract<ReturnType<typeof ServeOrder.parse>, { do: 'open' }>['store'],
): Promise<string> {
  const graph = await openGraph(store);
  const settings = settingsOf(store.home);
  await openExampleMatters({ graph, settings, clock: Date.now });
  const server = await startServer({
    graph,
    settings: { ...settings, http: { ...settings.http, host: '127.0.0.1', port: 0 } },
    logger: pino({ level: settings.log.level }, pino.destination('/dev/null')),
  });
  process.once('disconnect', () => {
    void server.close().then(() => graph.close());
  });
  return server.url;
}
