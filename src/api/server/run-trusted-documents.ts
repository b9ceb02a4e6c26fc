import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import type { RequestContext } from '../context.ts';
import { readTrustedDocument } from '../trusted-documents.ts';
import type { RequestRegistry } from './request-registry.ts';

/** A request that names its document, as Apollo's clients send it. */
const Named = z.object({
  query: z.null().optional(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.object({
    persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  }),
});

/**
 * Puts the text of a trusted document in the place of its hash for apps. Where `onlyTrusted`, which is wherever callers
 * sign in, an app's own text is refused, however harmless. DOCUMENT_UNTRUSTED.
 */
export function runTrustedDocuments(
  registry: RequestRegistry,
  buildContext: (request: Request) => RequestContext,
  onlyTrusted: boolean,
): RequestHandler {
  return async (request, _response, next) => {
    const { app } = registry.getCaller(request);
    if (app === undefined) return next();
    const context = buildContext(request);
    const named = Named.safeParse(request.body);
    if (named.success) {
      const { operationName = null, variables = null, extensions } = named.data;
      const query = await readTrustedDocument(context, app.id, extensions.persistedQuery.sha256Hash);
      if (query === undefined) throw untrusted('this app may run none with this hash');
      request.body = { query, operationName, variables };
    } else if (onlyTrusted) throw untrusted('the request names none by its hash alone');
    next();
  };
}

function untrusted(reason: string): JingweiError {
  return new JingweiError('DOCUMENT_UNTRUSTED', { reason });
}
