import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type DocumentNode, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { z } from 'zod';
import { requireUnrevoked } from '../access/apps/change-app.ts';
import { type Context, now } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { distrustDocuments, findTrustedDocument, trustDocuments } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';

const MOST_DOCUMENTS = 1_000;

/** https://www.apollographql.com/docs/graphos/platform/security/persisted-queries, "manifest format". */
const Manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        type: z.enum(['query', 'mutation', 'subscription']),
        body: z.string(),
      }),
    )
    .min(1, 'holds no operation')
    .max(MOST_DOCUMENTS, `holds more than ${MOST_DOCUMENTS} operations`),
});
type Operation = z.infer<typeof Manifest>['operations'][number];

/** What became of a manifest: how many documents the app may run because of it, and how many it lost. */
export interface Trust {
  readonly documents: number;
  readonly removed: number;
}

/**
 * Lets an app run the documents of a persisted-query manifest in Apollo's format, beside those that it may run already,
 * or in their place. Each is held to the schema first; none is taken in unless all are good.
 * Throws NOT_FOUND, APP_STATE and MANIFEST_INVALID.
 */
export async function trustManifest(
  context: Context,
  schema: GraphQLSchema,
  app: string,
  file: string,
  replace: boolean,
): Promise<Trust> {
  await requireUnrevoked(context, app, 'given documents');
  const operations = await readManifest(file);
  for (const operation of operations) checkOperation(schema, file, operation);
  const documents = operations.map(({ id, name, body }) => ({
    id: documentId(app, id),
    hash: id,
    name,
    body,
  }));
  const at = toDateTime(now(context));
  return context.graph.write(async (transaction) => {
    const trusted = await transaction.run(trustDocuments, { app, documents, at });
    const kept = documents.map((document) => document.hash);
    const [gone] = replace ? await transaction.run(distrustDocuments, { app, kept }) : [];
    return { documents: new Set(trusted.map((row) => row.hash)).size, removed: gone?.count ?? 0 };
  });
}

/** The text of a document that an app may run; undefined when it may not. */
export async function readTrustedDocument(
  context: Context,
  app: string,
  sha256: string,
): Promise<string | undefined> {
  const rows = await context.graph.read(findTrustedDocument, { id: documentId(app, sha256) });
  return rows[0]?.body;
}

function documentId(app: string, sha256: string): string {
  return `${app} ${sha256}`;
}

async function readManifest(file: string): Promise<readonly Operation[]> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw invalid(file, 'it cannot be read as JSON', error);
  }
  const parsed = Manifest.safeParse(content);
  if (parsed.success) return parsed.data.operations;
  const issue = parsed.error.issues[0];
  throw invalid(file, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unexpected'}`);
}

function checkOperation(schema: GraphQLSchema, file: string, { id, name, type, body }: Operation): void {
  const refuse = (reason: string) => invalid(file, `${name}: ${reason}`);
  if (hash('sha256', body, 'hex') !== id) throw refuse('its id is not the SHA-256 of its body');
  const document = parseBody(body, refuse);
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) throw refuse('its body is not one operation');
  if (operation.operation !== type || operation.name?.value !== name)
    throw refuse('its name or type is not that of its body');
  const [problem] = validate(schema, document);
  if (problem !== undefined) throw refuse(problem.message);
}

function parseBody(body: string, refuse: (reason: string) => JingweiError): DocumentNode {
  try {
    return parse(body);
  } catch {
    throw refuse('its body is not GraphQL');
  }
}

function invalid(file: string, reason: string, cause?: unknown): JingweiError {
  return new JingweiError('MANIFEST_INVALID', { file, reason }, cause);
}
