import { expressMiddleware } from '@as-integrations/express5';
import express, { type Request, type RequestHandler } from 'express';
import { JingweiError } from '../../errors.ts';
import type { RequestContext } from '../context.ts';
import type { AppParts } from './build-app.ts';
import type { RequestRegistry } from './request-registry.ts';
import { runTrustedDocuments } from './run-trusted-documents.ts';

/**
 * POST /graphql: the body, read within the time and size of a request, an app's document, then Apollo. A client that
 * leaves stops what only reads for it.
 */
export function answerGraphql(
  { registry, apollo, settings }: Pick<AppParts, 'registry' | 'apollo' | 'settings'>,
  buildContext: (request: Request) => RequestContext,
): readonly RequestHandler[] {
  const answer = expressMiddleware(apollo, {
    // Added to, not copied: a copy would ask for the decision before it is made.
    context: async ({ req }) => Object.assign(buildContext(req), { served: registry.get(req) }),
  });
  return [
    ...readQuestion({ registry, settings }, buildContext),
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

/** The body of a question: read within the time and size of a request, an app's document in the place of its hash. */
export function readQuestion(
  { registry, settings: { http, auth } }: Pick<AppParts, 'registry' | 'settings'>,
  buildContext: (request: Request) => RequestContext,
): readonly RequestHandler[] {
  return [
    limitBodyTime(registry, http.requestSeconds),
    express.json({ limit: http.bodyBytes }),
    runTrustedDocuments(registry, buildContext, auth.configured),
  ];
}

/** A body that trickles in holds a connection: it has as long as a request may take. TIMEOUT. */
function limitBodyTime(registry: RequestRegistry, seconds: number): RequestHandler {
  return (request, _response, next) => {
    const timer = setTimeout(() => {
      registry.get(request).stop(new JingweiError('TIMEOUT', { seconds }));
      next(new JingweiError('TIMEOUT', { seconds }));
    }, seconds * 1000);
    const stop = () => clearTimeout(timer);
    request.once('end', stop).once('close', stop);
    next();
  };
}
