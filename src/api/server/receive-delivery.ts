import { type Readable, Transform } from 'node:stream';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { requireRole } from '../../access/caller.ts';
import { JingweiError } from '../../errors.ts';
import { deliverTo } from '../../intake/deliver.ts';
import type { RequestContext } from '../context.ts';
import { requireDataset } from '../dataset-access.ts';
import type { AccessLog } from './access-log.ts';
import type { Metrics } from './metrics.ts';
import type { RequestRegistry } from './request-registry.ts';

const PARAMETERS = {
  dataset: z.string('names no dataset').min(1, 'names no dataset'),
  mode: z.enum(['FULL', 'INCREMENT'], 'is neither FULL nor INCREMENT').optional(),
  statedAt: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], 'is neither a date nor an instant in ISO 8601')
    .transform((text) => new Date(text).toISOString())
    .optional(),
} as const;
const Parameters = z.strictObject(PARAMETERS);

/**
 * POST /deliveries?dataset=ID&mode=FULL&statedAt=2025-01-31: the body is the file, as it is, of any size up to
 * `uploadBytes`; nothing of it is held in memory. Answers the report: 200 when it was applied, 202 when it waits for
 * a person. A client that leaves before the last byte has delivered nothing; one that leaves later has delivered.
 */
export function receiveDelivery(
  registry: RequestRegistry,
  metrics: Metrics,
  log: AccessLog,
  uploadBytes: number,
  buildContext: (request: Request) => RequestContext,
): RequestHandler {
  return async (request, response) => {
    const served = registry.get(request);
    served.kind = 'upload';
    const context = buildContext(request);
    requireRole(context, ['bureau', 'department']);
    const { dataset, mode, statedAt } = parseParameters(request.query);
    await requireDataset(context, dataset);
    await context.enter(null);
    await context.confirm();
    const file = limitBytes(request, uploadBytes, () => context.confirm());
    const report = await registry.work(served, () => deliverTo(context, dataset, { file, mode, statedAt }));
    metrics.countReport(report);
    await log.write(context, {
      id: served.id,
      kind: 'upload',
      operation: '',
      fields: ['deliveries'],
      question: JSON.stringify([dataset, report.delivery]),
      outcome: served.code,
    });
    response.status(report.held ? 202 : 200).json(report);
  };
}

function parseParameters(query: unknown): z.infer<typeof Parameters> {
  const parsed = Parameters.safeParse(query);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const argument = issue?.code === 'unrecognized_keys' ? (issue.keys[0] ?? '') : String(issue?.path[0]);
  const reason =
    issue?.code === 'unrecognized_keys'
      ? 'There is no such parameter'
      : `The parameter ${argument} ${issue?.message ?? 'cannot be read'}`;
  throw new JingweiError('BAD_INPUT', { reason, argument });
}

/**
 * The body, ended by LIMIT_EXCEEDED as soon as it is known to be too large: at once where its length is declared. Its end comes
 * only while the matter that the request named is open still.
 */
function limitBytes(request: Request, most: number, confirm: () => Promise<void>): Readable {
  const tooLarge = () => new JingweiError('LIMIT_EXCEEDED', { what: 'The file', limit: `${most} bytes` });
  if (Number(request.get('content-length') ?? 0) > most) throw tooLarge();
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > most) done(tooLarge());
      else done(null, chunk);
    },
    flush(done) {
      confirm().then(() => done(), done);
    },
  });
  // Whoever reads it is told by it; when the delivery failed before that, there is nobody to tell.
  limit.on('error', () => undefined);
  request.once('close', () => {
    if (!request.complete) limit.destroy(new Error('The client left before the last byte'));
  });
  return request.pipe(limit);
}
