import type { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Request, type RequestHandler } from 'express';
import type { RequestContext } from '../context.ts';
import type { RequestRegistry } from './request-registry.ts';
import type { ServerContext } from './server-context.ts';

/** POST /graphql: the body of at most `bodyBytes`, then Apollo. A client that leaves stops what only reads for it. */
export function answerGraphql(
  registry: RequestRegistry,
  apollo: ApolloServer<ServerContext>,
  bodyBytes: number,
  buildContext: (request: Request) => RequestContext,
): readonly RequestHandler[] {
  const answer = expressMiddleware(apollo, {
    context: async ({ req }) => ({ ...buildContext(req), served: registry.get(req) }),
  });
  return [
    express.json({ limit: bodyBytes }),
    async (request, response, next) => {
      const served = registry.get(request);
      response.once('close', () => {
        const isUseless = !response.writableFinished && served.kind !== 'mutation';
        if (isUseless) served.stop(new Error('The client left'));
      });
      await registry.work(served, async () => answer(request, response, next));
    },
  ];
}
