import type { RequestHandler } from 'express';
import { JingweiError } from '../../errors.ts';

const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers': 'authorization, content-type, x-request-id, apollo-require-preflight',
  'Access-Control-Max-Age': '600',
} as const;

/**
 * Lets pages of the listed origins call the server (the Fetch standard's CORS protocol) and refuses what pages of other
 * origins try without asking: a form can post an upload to a server on its visitor's own machine. ORIGIN_REFUSED.
 */
export function checkOrigin(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    response.vary('Origin');
    if (origin !== undefined && origins.includes(origin)) {
      response.set('Access-Control-Allow-Origin', origin);
      response.set('Access-Control-Expose-Headers', 'X-Request-Id');
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
      if (request.method === 'OPTIONS') {
        response.set(ALLOWED).status(204).end();
        return;
      }
    } else if (isForeign(origin, request.get('host'), request.get('sec-fetch-site'))) {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      // What a page cannot read without our headers, it may ask for: a link leads here as well.
      if (!isRead) throw new JingweiError('ORIGIN_REFUSED');
    }
    next();
  };
}

function isForeign(origin: string | undefined, host: string | undefined, site: string | undefined): boolean {
  if (origin === undefined) return site === 'cross-site';
  // A proxy may speak https where we speak http: only the host is compared.
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
