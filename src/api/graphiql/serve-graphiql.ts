import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import { requireRole } from '../../access/caller.ts';
import { INTROSPECTING } from '../../access/may-introspect.ts';
import { findPackageRoot } from '../../package-root.ts';
import type { RequestRegistry } from '../server/request-registry.ts';
import { PAGE, PAGE_POLICY } from './page.ts';

/** Where the build puts the bundle. */
const BUNDLE = fileURLToPath(new URL('dist/graphiql/', findPackageRoot()));

/**
 * GET /graphql shows GraphiQL to browsers of callers who may read the schema; its files come from here too, so that it
 * works without any network. UNAUTHENTICATED, FORBIDDEN.
 */
export function serveGraphiql(registry: RequestRegistry, signIn: RequestHandler): Router {
  const router = Router();
  const byRole: RequestHandler = (request, _response, next) => {
    requireRole({ caller: registry.getCaller(request) }, INTROSPECTING);
    next();
  };
  const asPage: RequestHandler = (request, response, next) => {
    registry.get(request).kind = 'page';
    response.set('Cache-Control', 'no-cache');
    next();
  };
  router.use(
    '/graphiql',
    asPage,
    signIn,
    byRole,
    // The workers are pages of their own to a browser and need the policy as well.
    express.static(BUNDLE, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Content-Security-Policy', PAGE_POLICY),
    }),
  );
  const asBrowser: RequestHandler = (request, _response, next) =>
    next(request.accepts(['json', 'html']) === 'html' ? undefined : 'route');
  router.get('/graphql', asBrowser, asPage, signIn, byRole, (_request, response) => {
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(PAGE);
  });
  return router;
}
