import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { JingweiError } from '../../errors.ts';
import type { RequestContext } from '../context.ts';
import { readQuestion } from '../server/answer-graphql.ts';
import type { AppParts } from '../server/build-app.ts';
import { readAskedFields } from './asked-fields.ts';
import { buildHead, type ExportHead, readLastRecorded } from './export-head.ts';
import { readLeftOut } from './left-out.ts';
import { askForEnds } from './list-ends.ts';
import { type ExportContent, type JsonObject, listItems } from './list-items.ts';
import { pinQuestion } from './pin-question.ts';
import { writeCsv } from './write-csv.ts';
import { writeGeojson } from './write-geojson.ts';
import { writeGraphml } from './write-graphml.ts';
import { writeNdjson } from './write-ndjson.ts';

interface Format {
  readonly type: string;
  readonly write: (head: ExportHead, content: ExportContent) => string;
}

const FORMATS: ReadonlyMap<string, Format> = new Map([
  ['ndjson', { type: 'application/x-ndjson; charset=utf-8', write: writeNdjson }],
  ['csv', { type: 'text/csv; charset=utf-8; header=present', write: writeCsv }],
  ['geojson', { type: 'application/geo+json', write: writeGeojson }],
  ['graphml', { type: 'application/graphml+xml; charset=utf-8', write: writeGraphml }],
]);

const Body = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});
const Answer = z.object({
  data: z.record(z.string(), z.json()).nullish(),
  errors: z.array(z.unknown()).optional(),
  extensions: z.object({ redactions: z.unknown() }).partial().optional(),
});

/**
 * POST /export?format=…: the answer to a question as a file. It goes the way of any question (sign-in, matter, limits, access, log),
 * fixed to the recorded time of the last thing written, which the file says, so that it can be asked again and gives the same. An answer with
 * errors is no file: it comes back as `/graphql` would give it.
 */
export function serveExport(
  { registry, apollo, schema, settings }: Pick<AppParts, 'registry' | 'apollo' | 'schema' | 'settings'>,
  buildContext: (request: Request) => RequestContext,
): readonly RequestHandler[] {
  return [
    ...readQuestion({ registry, settings }, buildContext),
    async (request, response) => {
      const served = registry.get(request);
      const [name, format] = readFormat(request.query.format);
      const body = Body.safeParse(request.body);
      if (!body.success)
        throw new JingweiError('BAD_INPUT', { reason: 'The body has no query', argument: 'query' });
      response.once('close', () => {
        if (!response.writableFinished) served.stop(new Error('The client left'));
      });
      await registry.work(served, async () => {
        const context = Object.assign(buildContext(request), { served });
        const { query, variables, operationName } = body.data;
        const question = { query, variables: variables ?? {}, operationName: operationName ?? null };
        const pinned = pinQuestion(schema, question, await readLastRecorded(context));
        served.kind = 'export';
        const { status, body: answer } = await apollo.executeHTTPGraphQLRequest({
          httpGraphQLRequest: {
            method: 'POST',
            headers: new HeaderMap([['content-type', 'application/json']]),
            search: '',
            body: {
              query: askForEnds(schema, pinned.query),
              variables: pinned.variables,
              operationName: pinned.operationName,
            },
          },
          context: async () => context,
        });
        const text = answer.kind === 'complete' ? answer.string : '';
        const { data, errors, extensions } = Answer.parse(JSON.parse(text));
        if (data == null || errors !== undefined) {
          response
            .status(status ?? 200)
            .type('application/json')
            .send(text);
          return;
        }
        const { data: held, leftOut } = readLeftOut(data as JsonObject, readAskedFields(schema, pinned));
        const said = { redactions: extensions?.redactions, leftOut };
        const head = await buildHead(context, name, pinned, said);
        send(response, name, format, format.write(head, listItems(held)));
      });
    },
  ];
}

function readFormat(given: unknown): readonly [string, Format] {
  const name = typeof given === 'string' ? given : '';
  const format = FORMATS.get(name);
  if (format === undefined)
    throw new JingweiError('BAD_INPUT', {
      reason: `format is not one of ${[...FORMATS.keys()].join(', ')}`,
      argument: 'format',
    });
  return [name, format];
}

function send(response: Response, name: string, { type }: Format, text: string): void {
  response
    .status(200)
    .set('Content-Type', type)
    .set('Content-Disposition', `attachment; filename="jingwei.${name}"`)
    .send(text);
}
