import type { ApolloServer } from '@apollo/server';
import express, { type Express, type Request, type RequestHandler } from 'express';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Authenticator } from '../../access/build-authenticator.ts';
import { JingweiError } from '../../errors.ts';
import type { Graph } from '../../graph/graph.ts';
import type { Settings } from '../../settings.ts';
import { createRequestContext, type RequestContext } from '../context.ts';
import { serveExport } from '../exports/serve-export.ts';
import { serveGraphiql } from '../graphiql/serve-graphiql.ts';
import type { AccessLog } from './access-log.ts';
import { answerGraphql } from './answer-graphql.ts';
import { authenticate } from './authenticate.ts';
import { checkHost } from './check-host.ts';
import { checkOrigin } from './check-origin.ts';
import type { Metrics } from './metrics.ts';
import { openRequest } from './open-request.ts';
import { probes } from './probes.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { serveReconciliation } from './reconciliation/serve-reconciliation.ts';
import type { RequestRegistry } from './request-registry.ts';
import { securityHeaders } from './security-headers.ts';
import { errorHandler } from './send-error.ts';
import { serveReport } from './serve-report.ts';
import type { ServerContext } from './server-context.ts';

export interface AppParts {
  readonly graph: Graph;
  readonly settings: Settings;
  readonly clock: () => number;
  readonly logger: Logger;
  readonly apollo: ApolloServer<ServerContext>;
  readonly schema: GraphQLSchema;
  readonly log: AccessLog;
  readonly authenticator: Authenticator;
  readonly metrics: Metrics;
  readonly registry: RequestRegistry;
  /** The port that the server came to listen on. */
  readonly port: () => number;
  readonly isStopping: () => boolean;
}

/** Every route of the server. Nothing below `signIn` runs for a caller who is not known. */
export function buildApp(parts: AppParts): Express {
  const { graph, settings, clock, logger, log, metrics, registry } = parts;
  const { http, auth } = settings;
  const buildContext = (request: Request): RequestContext => {
    const { signal } = registry.get(request);
    const caller = registry.getCaller(request);
    const matter = request.get('x-jingwei-matter') ?? null;
    return createRequestContext({ graph, settings, clock, signal, caller, matter });
  };
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(openRequest(registry, metrics, logger), securityHeaders);
  if (!auth.configured) app.use(checkHost(parts.port, http.host));
  app.use(checkOrigin(http.corsOrigins));
  app.use(probes(graph, metrics, registry, parts.isStopping));
  const signIn = authenticate(registry, parts.authenticator);
  app.use(serveGraphiql(registry, signIn));
  app.post('/graphql', signIn, ...answerGraphql(parts, buildContext));
  app.all('/graphql', onlyPost);
  app.post('/export', signIn, ...serveExport(parts, buildContext));
  app.all('/export', onlyPost);
  app.post('/deliveries', signIn, receiveDelivery(registry, metrics, log, http.uploadBytes, buildContext));
  app.all('/deliveries', onlyPost);
  app.get('/subject-report', signIn, serveReport(registry, log, http.requestSeconds, buildContext));
  app.use('/reconcile/:matter', signIn, serveReconciliation({ registry, log, http, buildContext }));
  app.use((request) => {
    throw new JingweiError('NOT_FOUND', { kind: 'page', id: request.path });
  });
  app.use(errorHandler(registry, http.bodyBytes, logger));
  return app;
}

/** Queries may name persons: by POST only, so that they stand in no proxy's log. */
const onlyPost: RequestHandler = (_request, response) => {
  response.set('Allow', 'POST');
  throw new JingweiError('METHOD_REFUSED', { allowed: 'POST' });
};
