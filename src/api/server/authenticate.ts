import type { RequestHandler } from 'express';
import type { Authenticator } from '../../access/build-authenticator.ts';
import type { RequestRegistry } from './request-registry.ts';

/** Lets only callers pass who say who they are, before a byte of their body is read. UNAUTHENTICATED, KEYS_UNAVAILABLE. */
export function authenticate(registry: RequestRegistry, authenticator: Authenticator): RequestHandler {
  return async (request, _response, next) => {
    registry.setCaller(request, await authenticator(request.get('authorization')));
    next();
  };
}
