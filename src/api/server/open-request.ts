import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Metrics } from './metrics.ts';
import type { RequestRegistry } from './request-registry.ts';
import { ServedRequest } from './served-request.ts';

const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * The first middleware: names the request (or takes the name that a proxy gave it), and writes it down when it is over:
 * one line and its counters. Never variables, rows, tokens or addresses.
 */
export function openRequest(registry: RequestRegistry, metrics: Metrics, logger: Logger): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const served = new ServedRequest(given !== undefined && REQUEST_ID.test(given) ? given : randomUUID());
    registry.open(request, response, served);
    response.set('X-Request-Id', served.id);
    response.once('close', () => {
      if (!response.writableFinished) served.code = 'CLIENT_GONE';
      else if (served.code === 'OK' && response.statusCode >= 400) served.code = 'QUERY_INVALID';
      const { id, kind, code, operation, milliseconds } = served;
      metrics.countRequest(kind, code, milliseconds / 1000);
      const line = { event: 'request', request: id, kind, operation, code, ms: Math.round(milliseconds) };
      if (kind === 'probe' || kind === 'page') logger.debug(line);
      else logger.info(line);
    });
    next();
  };
}
