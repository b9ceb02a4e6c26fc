import { z } from 'zod';
import { type Access, type ReadContext, requirePersonal } from '../access/access.ts';
import { type AsOf, recordedParam, recordedSlots, validBounds } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { countSearch, searchEntities as searchEntitiesStatement } from '../generated/statements.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import { ENTITY_KINDS, type EntityKind } from '../intake/mapped.ts';
import { type MentionModel, toMention } from '../intake/mention.ts';
import { textField } from '../intake/mention-properties.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { type EntityModel, toEntity } from './entity.ts';
import { exactNames } from './exact-names.ts';
import { identifierKeys } from './identifier-keys.ts';
import { buildTextQuery, queryForms } from './lucene.ts';
import { searchPlaces, visibleKeys } from './search-places.ts';

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

/**
 * Finds entities by names in any script, pinyin, single characters, addresses and identifiers as typed; each entity
 * once, best first. No text is an error to the index: everything is escaped. Throws BAD_INPUT, CURSOR_INVALID.
 */
export async function searchEntities(
  context: ReadContext,
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
  const page = readPage(context, args, ['search', text, kind], position, asOf);
  const catalogue = await loadCatalogue(context);
  if (kind === 'Person') requirePersonal(context);
  const { access } = context;
  const texts = textsOf(access, text);
  const keys = HAS_DIGIT.test(text) ? visibleKeys(access, identifierKeys(catalogue, { value: text })) : [];
  const filter = {
    texts,
    window: WINDOW,
    keys,
    sight: access.decision.sight,
    kinds: kind === null ? ENTITY_KINDS : [kind],
    ...validBounds(asOf),
    ...recordedParam(asOf),
  };
  const options = { signal: context.signal, slots: recordedSlots(asOf) };
  const [afterScore, afterId] = page.after ?? [BEST, ''];
  const rows =
    texts.length === 0
      ? []
      : await context.graph.read(
          searchEntitiesStatement,
          {
            ...filter,
            exact: exactNames(text),
            runs: queryForms(text),
            afterScore,
            afterId,
            limit: page.limit,
          },
          options,
        );
  return toConnection(
    page,
    rows,
    (row) => toHit(context, row, asOf, catalogue),
    ({ score, id }) => [score, id],
    async () =>
      texts.length === 0
        ? 0
        : ((await context.graph.read(countSearch, { ...filter, most: page.most }, options))[0]?.count ?? 0),
  );
}

/** The full-text queries for a text, one for each place where the caller may look; none where it has no letters. */
function textsOf(access: Access, text: string) {
  return searchPlaces(access).flatMap(({ classes, datasets, scoped }) => {
    const isEverywhere = datasets.length === access.catalogue.datasets.size;
    const fields = classes.map((dataClass) => textField(dataClass));
    const query = buildTextQuery(text, { fields, datasets: isEverywhere ? null : datasets });
    return query === null ? [] : [{ query, datasets, classes, scoped }];
  });
}

type HitRow = NonNullable<NonNullable<typeof searchEntitiesStatement.types>['row']>;

function toHit(context: ReadContext, row: HitRow, asOf: AsOf, catalogue: DatasetCatalogue): SearchHitModel {
  return {
    entity: toEntity(context, row, asOf, catalogue),
    score: row.score,
    mention: toMention(
      context,
      {
        id: row.mention,
        record: row.mentionRecord,
        dataset: row.mentionDataset,
        role: row.role,
        itemKey: row.itemKey,
        kind: row.mentionKind,
        type: row.mentionType,
        name: row.mentionName,
        inScope: row.inScope,
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
