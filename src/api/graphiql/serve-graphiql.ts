import { fileURLToPath } from 'node:url';
import express, { type RequestHandler, Router } from 'express';
import { findPackageRoot } from '../../package-root.ts';
import type { RequestRegistry } from '../server/request-registry.ts';
import { PAGE, PAGE_POLICY } from './page.ts';

/** Where the build puts the bundle. */
const BUNDLE = fileURLToPath(new URL('dist/graphiql/', findPackageRoot()));

/** GET /graphql shows GraphiQL to browsers; its files come from here too, so that it works without any network. */
export function serveGraphiql(registry: RequestRegistry): Router {
  const router = Router();
  const asPage: RequestHandler = (request, response, next) => {
    registry.get(request).kind = 'page';
    response.set('Cache-Control', 'no-cache');
    next();
  };
  router.use(
    '/graphiql',
    asPage,
    // The workers are pages of their own to a browser and need the policy as well.
    express.static(BUNDLE, {
      index: false,
      redirect: false,
      cacheControl: false,
      setHeaders: (response) => response.setHeader('Content-Security-Policy', PAGE_POLICY),
    }),
  );
  router.get('/graphql', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html') return next();
    registry.get(request).kind = 'page';
    response.set('Content-Security-Policy', PAGE_POLICY).type('html').send(PAGE);
  });
  return router;
}
