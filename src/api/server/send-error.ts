import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { JingweiError } from '../../errors.ts';
import { describeFailure } from './describe-failure.ts';
import { maskError } from './public-error.ts';
import type { RequestRegistry } from './request-registry.ts';

/** How long a client may go on sending after it was refused, in milliseconds, so that it can read why. */
const LINGER = 2_000;

/** The last middleware: answers every failure of plain HTTP in the form that GraphQL's errors have. */
export function errorHandler(
  registry: RequestRegistry,
  bodyBytes: number,
  logger: Logger,
): ErrorRequestHandler {
  return (thrown: unknown, request, response, _next) => {
    const served = registry.get(request);
    const error = served.stoppedBy ?? translateBodyError(thrown, bodyBytes);
    const isOurs = error instanceof JingweiError;
    served.code = isOurs ? error.code : 'INTERNAL';
    // A client that is gone breaks its own request; nobody is there to be told.
    if (response.headersSent || response.destroyed) return;
    if (!isOurs || error.status >= 500)
      logger.error({ event: 'failure', request: served.id, failure: describeFailure(error) });
    if (served.code === 'UNAUTHENTICATED') response.set('WWW-Authenticate', 'Bearer');
    response.status(isOurs ? error.status : 500).json({ errors: [maskError(error, served.id)] });
    dropRest(request, response);
  };
}

/** What the JSON reader says, in our words. */
function translateBodyError(error: unknown, bodyBytes: number): unknown {
  if (!(error instanceof Error) || error instanceof JingweiError || !('type' in error)) return error;
  if (error.type === 'entity.too.large')
    return new JingweiError('LIMIT_EXCEEDED', { what: 'The request', limit: `${bodyBytes} bytes` }, error);
  const isAboutBody = ['encoding.unsupported', 'charset.unsupported', 'request.size.invalid'];
  if (error.type === 'entity.parse.failed' || isAboutBody.includes(String(error.type)))
    return new JingweiError('QUERY_INVALID', { reason: 'The body is not JSON that can be read' }, error);
  return error;
}

/** Lets go of what is still coming in: read and forgotten for a moment, then cut off. */
function dropRest(request: Request, response: Response): void {
  if (request.complete) return;
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.destroy(), LINGER);
  response.once('close', () => clearTimeout(timer));
  request.once('close', () => clearTimeout(timer));
}
