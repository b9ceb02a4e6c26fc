import { z } from 'zod';
import { type AsOf, asOfKey, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { countSearch, searchEntities as searchEntitiesStatement } from '../generated/statements.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { ENTITY_KINDS, type EntityKind } from '../intake/mapped.ts';
import { type MentionModel, toMention } from '../intake/mention.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { type EntityModel, toEntity } from './entity.ts';
import { exactNames } from './exact-names.ts';
import { identifierKeys } from './identifier-keys.ts';
import { buildTextQuery } from './lucene.ts';

/** An entity that was found, with the mention that matched best. */
export interface SearchHitModel {
  readonly entity: EntityModel;
  readonly mention: MentionModel;
  readonly score: number;
}

export interface SearchArguments extends PageArguments {
  readonly text: string;
  readonly kind?: EntityKind | null | undefined;
}

/** Mentions that are looked at, best first: of a text that half a city bears, the rest is left out and not counted. */
const WINDOW = 2_000n;
const LONGEST_TEXT = 500;
/** Above every score, and exact in both languages. */
const BEST = 1e9;
const HAS_DIGIT = /\p{N}/u;
/** Matches nothing: the text has no letters. */
const NOTHING = 'textPublic:""';

/**
 * Finds entities by names in any script, pinyin, single characters, addresses and identifiers as typed; each entity
 * once, best first. No text is an error to the index: everything is escaped. Throws BAD_INPUT, CURSOR_INVALID.
 */
export async function searchEntities(
  context: Context,
  asOf: AsOf,
  args: SearchArguments,
): Promise<Connection<SearchHitModel>> {
  const { text, kind = null } = args;
  if (text.length > LONGEST_TEXT)
    throw new JingweiError('BAD_INPUT', {
      reason: `text is longer than ${LONGEST_TEXT} characters`,
      argument: 'text',
    });
  const position = z.tuple([z.number(), z.string()]);
  const page = readPage(context, args, ['search', text, kind, asOfKey(asOf)], position);
  const catalogue = await loadCatalogue(context);
  const query = buildTextQuery(text);
  const filter = {
    query: query ?? NOTHING,
    window: WINDOW,
    keys: HAS_DIGIT.test(text) ? identifierKeys(catalogue, { value: text }) : [],
    kinds: kind === null ? ENTITY_KINDS : [kind],
    ...validBounds(asOf),
    ...recordedParam(asOf),
  };
  const options = { signal: context.signal, slots: recordedSlots(asOf) };
  const [afterScore, afterId] = page.after ?? [BEST, ''];
  const rows =
    query === null
      ? []
      : await context.graph.read(
          searchEntitiesStatement,
          { ...filter, exact: exactNames(text), afterScore, afterId, limit: page.limit },
          options,
        );
  return toConnection(
    page,
    rows,
    (row) => toHit(row, asOf, catalogue),
    ({ score, id }) => [score, id],
    async () =>
      query === null ? 0 : ((await context.graph.read(countSearch, filter, options))[0]?.count ?? 0),
  );
}

type HitRow = NonNullable<NonNullable<typeof searchEntitiesStatement.types>['row']>;

function toHit(row: HitRow, asOf: AsOf, catalogue: Parameters<typeof toEntity>[2]): SearchHitModel {
  return {
    entity: toEntity(row, asOf, catalogue),
    score: row.score,
    mention: toMention(
      {
        id: row.mention,
        record: row.mentionRecord,
        dataset: row.mentionDataset,
        role: row.role,
        itemKey: row.itemKey,
        kind: row.mentionKind,
        type: row.mentionType,
        name: row.mentionName,
        validFrom: row.validFrom,
        validTo: row.validTo,
        precision: row.precision,
        recordedFrom: row.mentionFrom,
        recordedTo: row.mentionTo,
      },
      asOf,
    ),
  };
}
