import { hash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { LANGUAGES, printReport, STYLE } from '../../audit/print-report.ts';
import { buildSubjectReport } from '../../audit/subject-report.ts';
import { JingweiError } from '../../errors.ts';
import type { RequestContext } from '../context.ts';
import type { AccessLog } from './access-log.ts';
import type { RequestRegistry } from './request-registry.ts';

const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; frame-ancestors 'none'`;

/**
 * GET /subject-report: what is held about the caller (role subject), as a page to print, in the language that the client
 * prefers, or as JSON for a client that accepts nothing else. It is written into the log of access like any answer.
 */
export function serveReport(
  registry: RequestRegistry,
  log: AccessLog,
  requestSeconds: number,
  buildContext: (request: Request) => RequestContext,
): RequestHandler {
  return async (request, response) => {
    const served = registry.get(request);
    served.kind = 'query';
    served.limitTime(requestSeconds);
    const context = buildContext(request);
    const logged = {
      id: served.id,
      kind: 'page',
      operation: '',
      fields: ['subject-report'],
      question: '',
    } as const;
    await registry.work(served, async () => {
      const report = await buildSubjectReport(context, null).catch(async (error: unknown) => {
        await log.write(context, {
          ...logged,
          outcome: error instanceof JingweiError ? error.code : 'INTERNAL',
        });
        throw error;
      });
      await log.write(context, { ...logged, outcome: 'OK' });
      if (request.accepts('html', 'json') === 'json') {
        response.json(report);
        return;
      }
      const language = request.acceptsLanguages(...LANGUAGES) === 'zh' ? 'zh' : 'en';
      response.set('Content-Security-Policy', POLICY).set('Vary', 'Accept, Accept-Language');
      response.type('html').send(printReport(report, language));
    });
  };
}
