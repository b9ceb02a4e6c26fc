import { z } from 'zod';
import { PRESENT } from '../../../as-of.ts';
import { JingweiError } from '../../../errors.ts';
import { loadCatalogue } from '../../../intake/dataset-catalogue.ts';
import { ENTITY_KINDS } from '../../../intake/mapped.ts';
import { type DescriptionMatch, matchDescription } from '../../../resolve/matching/match-description.ts';
import type { RequestContext } from '../../context.ts';
import { typeOf } from './manifest.ts';

const MOST_QUERIES = 50;
const MOST_RESULTS = 20;
const MOST_PROPERTIES = 20;
const MOST_EXTENDED = 200;
/** A candidate is taken for the thing itself from this probability, if no other comes near. */
const CERTAIN = 0.95;
const NEAR = 0.5;

const Value = z.union([z.string(), z.number(), z.boolean(), z.looseObject({ id: z.string() })]);
const Query = z.looseObject({
  query: z.string().max(500).default(''),
  type: z.union([z.string(), z.array(z.string())]).nullish(),
  limit: z.int().min(1).nullish(),
  properties: z
    .array(z.looseObject({ pid: z.string(), v: z.union([Value, z.array(Value)]).nullish() }))
    .max(MOST_PROPERTIES)
    .nullish(),
});
const Queries = z.record(z.string(), Query);
const Extend = z.looseObject({
  ids: z.array(z.string()).max(MOST_EXTENDED),
  properties: z.array(z.looseObject({ id: z.string() })).max(MOST_PROPERTIES),
});

/** Answers a batch of queries. Throws BAD_INPUT, LIMIT_EXCEEDED, and what searching throws. */
export async function answerQueries(context: RequestContext, text: string): Promise<unknown> {
  const queries = Object.entries(parse(Queries, text, 'queries'));
  if (queries.length > MOST_QUERIES)
    throw new JingweiError('LIMIT_EXCEEDED', { what: 'The number of queries', limit: MOST_QUERIES });
  const catalogue = await loadCatalogue(context);
  const answers: Record<string, unknown> = {};
  for (const [key, { query, type, limit, properties }] of queries) {
    const named = [type ?? []].flat();
    const kinds = ENTITY_KINDS.filter((known) => named.includes(known));
    const description = {
      text: query.trim(),
      kinds,
      properties: (properties ?? []).flatMap(({ pid, v }) =>
        [v ?? []]
          .flat()
          .map((one) => ({ attribute: pid, value: typeof one === 'object' ? one.id : String(one) })),
      ),
    };
    const isUnknown = named.length > 0 && kinds.length === 0;
    const matches = isUnknown
      ? []
      : await matchDescription(context, catalogue, description, Math.min(limit ?? 5, MOST_RESULTS));
    answers[key] = { result: await Promise.all(matches.map((match) => toResult(context, match, matches))) };
  }
  return answers;
}

/** Gives values of entities back, the preferred of each attribute; no known problem. Throws BAD_INPUT. */
export async function answerExtend(context: RequestContext, text: string): Promise<unknown> {
  const { ids, properties } = parse(Extend, text, 'extend');
  const loaders = context.loaders(PRESENT);
  const rows: Record<string, Record<string, readonly { readonly str: string }[]>> = {};
  for (const id of new Set(ids)) {
    const entity = await loaders.entities.load(id);
    const claims = entity === null ? [] : await loaders.claims.load(entity.id);
    rows[id] = Object.fromEntries(
      properties.map((property) => [
        property.id,
        claims
          .filter(({ attribute, preferred }) => preferred && attribute === property.id)
          .flatMap(({ sources }) => sources.find(({ knownProblem }) => knownProblem === null) ?? [])
          .map(({ original }) => ({ str: original })),
      ]),
    );
  }
  return { meta: properties.map(({ id }) => ({ id, name: id })), rows };
}

async function toResult(
  context: RequestContext,
  { entity, probability, score }: DescriptionMatch,
  all: readonly DescriptionMatch[],
) {
  const name = entity.name ?? (await context.loaders(PRESENT).names.load(entity.id));
  const others = all.filter((one) => one.entity.id !== entity.id);
  const isCertain =
    probability !== null &&
    probability >= CERTAIN &&
    others.every((one) => one.probability === null || one.probability < NEAR);
  return {
    id: entity.id,
    name: name === '' ? entity.id : name,
    type: [typeOf(entity.kind)],
    score: Math.round(100 * (probability ?? Math.min(score, 1)) * 100) / 100,
    match: isCertain,
    features: probability === null ? [] : [{ id: 'probability', name: 'probability', value: probability }],
  };
}

function parse<T>(shape: z.ZodType<T>, text: string, argument: string): T {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new JingweiError('BAD_INPUT', { reason: `${argument} is no JSON`, argument }, error);
  }
  const parsed = shape.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new JingweiError('BAD_INPUT', {
    reason: `${[argument, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'not as the protocol says'}`,
    argument,
  });
}
