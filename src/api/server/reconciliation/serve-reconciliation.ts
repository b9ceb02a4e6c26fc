import express, { type Request, type Response, Router } from 'express';
import { PRESENT } from '../../../as-of.ts';
import { JingweiError } from '../../../errors.ts';
import { loadCatalogue } from '../../../intake/dataset-catalogue.ts';
import { searchEntities } from '../../../resolve/search-entities.ts';
import type { HttpSettings } from '../../../settings.ts';
import type { RequestContext } from '../../context.ts';
import type { AccessLog } from '../access-log.ts';
import type { RequestRegistry } from '../request-registry.ts';
import { answerExtend, answerQueries } from './answer-queries.ts';
import { buildManifest, listProperties, type Named, TYPES, typeOf } from './manifest.ts';
import { printPreview } from './print-preview.ts';

const NO_MATTER = '-';
const MOST_SUGGESTED = 20;
const LONGEST_PREFIX = 100;

interface Parts {
  readonly registry: RequestRegistry;
  readonly log: AccessLog;
  readonly http: HttpSettings;
  buildContext(request: Request): RequestContext;
}

/**
 * The Reconciliation Service API 0.2 over entities, for OpenRefine and its like: `/reconcile/MATTER`, `-` for none, because such
 * clients can send no header of their own. What is asked is decided and written down like any question.
 */
export function serveReconciliation(parts: Parts): Router {
  const { http } = parts;
  const router = Router({ mergeParams: true });
  router.get('/', (request, response) => {
    if (request.query.queries !== undefined || request.query.extend !== undefined)
      throw new JingweiError('METHOD_REFUSED', { allowed: 'POST' });
    parts.registry.get(request).kind = 'page';
    response.json(buildManifest(baseOf(request)));
  });
  router.post(
    '/',
    express.urlencoded({ extended: false, limit: http.bodyBytes, parameterLimit: 10 }),
    answer(parts, 'queries', async (context, request) => {
      const { queries, extend } = readBody(request);
      if (queries !== undefined) return answerQueries(context, queries);
      if (extend !== undefined) return answerExtend(context, extend);
      const reason = 'the body is no form with one field of queries or extend';
      throw new JingweiError('BAD_INPUT', { reason, argument: 'queries' });
    }),
  );
  router.get(
    '/suggest/entity',
    answer(parts, 'suggest', async (context, request) => {
      const text = prefixOf(request);
      if (text === '') return { result: [] };
      const { nodes } = await searchEntities(context, PRESENT, { text, first: MOST_SUGGESTED });
      const names = context.loaders(PRESENT).names;
      return {
        result: await Promise.all(
          nodes.map(async ({ entity }) => ({
            id: entity.id,
            name: entity.name || (await names.load(entity.id)) || entity.id,
            notable: [typeOf(entity.kind)],
          })),
        ),
      };
    }),
  );
  router.get('/suggest/type', (request, response) => {
    response.json({ result: startingWith(TYPES, prefixOf(request)) });
  });
  router.get(
    '/suggest/property',
    answer(parts, 'suggest', async (context, request) => ({
      result: startingWith(listProperties(await loadCatalogue(context)), prefixOf(request)),
    })),
  );
  router.get(
    '/properties',
    answer(parts, 'properties', async (context, request) => ({
      type: request.query.type ?? null,
      properties: listProperties(await loadCatalogue(context)).slice(0, limitOf(request)),
    })),
  );
  router.get(
    '/preview',
    answer(
      parts,
      'preview',
      async (context, request) => printPreview(context, String(request.query.id ?? '')),
      (response, page) => {
        const ancestors = ["'self'", ...http.corsOrigins].join(' ');
        response.removeHeader('X-Frame-Options');
        response.set('Content-Security-Policy', `default-src 'none'; frame-ancestors ${ancestors}`);
        response.type('html').send(page);
      },
    ),
  );
  return router;
}

/** Answers one question under the matter of the path: nothing leaves before it is in the log of access. */
function answer<T>(
  { registry, log, http, buildContext }: Parts,
  field: string,
  run: (context: RequestContext, request: Request) => Promise<T>,
  send: (response: Response, result: T) => void = (response, result) => {
    response.json(result);
  },
) {
  return async (request: Request, response: Response): Promise<void> => {
    const served = registry.get(request);
    served.kind = 'query';
    served.operation = `reconcile ${field}`;
    served.limitTime(http.requestSeconds);
    const context = buildContext(request);
    const logged = {
      id: served.id,
      kind: 'query',
      operation: served.operation,
      fields: [`reconcile/${field}`],
      question: JSON.stringify([request.query, request.body ?? null]),
    } as const;
    await registry.work(served, async () => {
      const decide = async (): Promise<T> => {
        const matter = matterOf(request);
        await context.enter(matter === NO_MATTER ? null : matter);
        const result = await run(context, request);
        await context.confirm();
        return result;
      };
      const result = await decide().catch(async (error: unknown) => {
        const outcome = error instanceof JingweiError ? error.code : 'INTERNAL';
        await log.write(context, { ...logged, outcome });
        throw error;
      });
      await log.write(context, { ...logged, outcome: 'OK' });
      send(response, result);
    });
  };
}

function matterOf(request: Request): string {
  const { matter } = request.params;
  return typeof matter === 'string' ? matter : NO_MATTER;
}

function baseOf(request: Request): string {
  return `${request.protocol}://${request.get('host') ?? 'localhost'}/reconcile/${encodeURIComponent(matterOf(request))}`;
}

function prefixOf(request: Request): string {
  const { prefix } = request.query;
  return (typeof prefix === 'string' ? prefix : '').trim().slice(0, LONGEST_PREFIX);
}

/** How many are asked for; left out: all. Throws BAD_INPUT. */
function limitOf({ query: { limit } }: Request): number | undefined {
  if (limit === undefined) return undefined;
  if (typeof limit === 'string' && /^[1-9]\d{0,8}$/.test(limit)) return Number(limit);
  throw new JingweiError('BAD_INPUT', { reason: 'limit is no whole number from 1 on', argument: 'limit' });
}

function startingWith(all: readonly Named[], prefix: string): readonly Named[] {
  const start = prefix.toLowerCase();
  return all.filter(({ name }) => name.toLowerCase().startsWith(start)).slice(0, MOST_SUGGESTED);
}

function readBody(request: Request): { readonly queries?: string; readonly extend?: string } {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  const [queries, extend] = ['queries', 'extend'].map((name) =>
    name in body ? Reflect.get(body, name) : undefined,
  );
  return {
    ...(typeof queries === 'string' ? { queries } : {}),
    ...(typeof extend === 'string' ? { extend } : {}),
  };
}
