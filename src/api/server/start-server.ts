import { createServer } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { buildAuthenticator } from '../../access/build-authenticator.ts';
import { isLoopback } from '../../access/is-loopback.ts';
import { JingweiError } from '../../errors.ts';
import type { Graph } from '../../graph/graph.ts';
import { closeDecisionLog } from '../../reconcile/decision-log.ts';
import type { Settings } from '../../settings.ts';
import { buildSchema } from '../build-schema.ts';
import { openAccessLog } from './access-log.ts';
import { buildApollo } from './build-apollo.ts';
import { buildApp } from './build-app.ts';
import { listen } from './listen.ts';
import { createMetrics } from './metrics.ts';
import { RequestRegistry } from './request-registry.ts';
import { stopServer } from './stop-server.ts';

export interface ServerOptions {
  readonly graph: Graph;
  readonly settings: Settings;
  /** Milliseconds since 1970; the machine's clock unless a test brings its own. */
  readonly clock?: () => number;
  readonly logger: Logger;
  /** The product's schema unless a test brings its own. */
  readonly schema?: GraphQLSchema;
}

export interface RunningServer {
  /** Base address without a slash at its end; GraphQL answers at `${url}/graphql`. */
  readonly url: string;
  /** Takes no more requests, lets the running ones finish for 5 seconds, then stops them. The graph stays open. */
  close(): Promise<void>;
}

const KEEP_ALIVE_PROBE_MILLISECONDS = 30_000;

/**
 * Starts the HTTP server: GraphQL and GraphiQL at /graphql, exports at /export, uploads at /deliveries, /healthz, /readyz and /metrics.
 * Without sign-in it listens on loopback only, takes whoever brings no token for the bureau, and says so in the log.
 * Every request is written into the log of access before its answer leaves.
 * Throws SETTING_INVALID, PORT_TAKEN, AUDIT_KEY, AUDIT_HEADS and LOG_BROKEN.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { graph, settings, logger, clock = Date.now, schema = buildSchema() } = options;
  const { http, auth } = settings;
  requireSignIn(settings);
  const authenticator = await buildAuthenticator({ graph, settings, clock });
  const log = await openAccessLog({ graph, clock }, settings.audit);
  const apollo = buildApollo(schema, settings, logger, log, clock);
  await apollo.start();
  const registry = new RequestRegistry();
  const metrics = createMetrics(graph);
  let port = http.port;
  let stopping = false;
  const app = buildApp({
    ...{ graph, settings, clock, logger, apollo, schema, log, authenticator, metrics, registry },
    port: () => port,
    isStopping: () => stopping,
  });
  // A large upload takes longer than any limit for a whole request; bodies are read after sign-in only.
  const server = createServer(
    { requestTimeout: 0, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MILLISECONDS },
    app,
  );
  try {
    port = await listen(server, http);
  } catch (error) {
    metrics.close();
    await apollo.stop();
    await log.close();
    throw error;
  }
  const url = `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}`;
  if (!auth.configured) logger.warn({ event: 'no-sign-in', url, role: 'bureau', reach: 'this machine only' });
  return {
    url,
    close: async () => {
      stopping = true;
      await stopServer(server, registry);
      metrics.close();
      await apollo.stop();
      await log.close();
      await closeDecisionLog(graph);
    },
  };
}

function requireSignIn({ http, auth }: Settings): void {
  if (auth.configured || isLoopback(http.host)) return;
  throw new JingweiError('SETTING_INVALID', {
    name: 'JINGWEI_HOST',
    reason: `others can reach ${http.host}, so callers have to sign in; set JINGWEI_OIDC_ISSUER (or JINGWEI_OIDC_JWKS_URI, or JINGWEI_OIDC_PUBLIC_KEY) and JINGWEI_OIDC_AUDIENCE, or listen on 127.0.0.1`,
  });
}
