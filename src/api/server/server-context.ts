import type { RequestContext } from '../context.ts';
import type { ServedRequest } from './served-request.ts';

/** The context of resolvers together with the request that the server does the work for. */
export interface ServerContext extends RequestContext {
  readonly served: ServedRequest;
}
