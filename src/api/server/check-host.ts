import type { RequestHandler } from 'express';
import { JingweiError } from '../../errors.ts';

/**
 * Accepts only requests that name this server by a loopback name and its own port. Without sign-in, a page whose name was
 * made to point at 127.0.0.1 (DNS rebinding) would otherwise count as ours. HOST_REFUSED.
 */
export function checkHost(port: () => number, host: string): RequestHandler {
  return (request, _response, next) => {
    const named = request.get('host')?.toLowerCase() ?? '';
    const names = ['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host.toLowerCase()];
    const own = names.map((name) => (port() === 80 ? name : `${name}:${port()}`));
    if (!own.includes(named)) throw new JingweiError('HOST_REFUSED');
    next();
  };
}
