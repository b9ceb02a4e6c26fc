import { z } from 'zod';
import { type ReadContext, requirePersonal } from '../access/access.ts';
import { type AsOf, validBounds } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { countSomeRecords } from '../generated/statements.ts';
import { checkLinkTypes } from '../intake/check-link-types.ts';
import { chooseDatasets } from '../intake/chosen-datasets.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { MentionModel } from '../intake/mention.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { type EntityModel, toEntity } from './entity.ts';
import { attributeKeys, type EntityFilter, kindsOf } from './entity-filter.ts';
import {
  type EntitySource,
  foundSource,
  type Order,
  type Sought,
  type SourceFilter,
  walkById,
  walkByName,
} from './entity-sources.ts';
import { fromTuple } from './mention-tuple.ts';

export interface EntityListArguments extends PageArguments {
  readonly where?: EntityFilter | null | undefined;
  readonly orderBy?: { readonly [Field in keyof Order]?: Order[Field] | undefined } | null | undefined;
}

/** Asks for the first mentions of each entity along with the page; `keep` is given those that were read. */
export interface MentionsAhead {
  readonly first: number;
  keep(entity: string, mentions: readonly MentionModel[]): void;
}

/**
 * A page of entities. A question with values starts from the mentions that have them, one about links from the far
 * end; only a list without either walks an index in its order. Throws BAD_INPUT, CURSOR_INVALID.
 */
export async function listEntities(
  context: ReadContext,
  asOf: AsOf,
  args: EntityListArguments,
  ahead: MentionsAhead | null = null,
): Promise<Connection<EntityModel>> {
  const where = args.where ?? {};
  const order = readOrder(args.orderBy, asOf);
  const list = ['entities', where, order];
  const page = readPage(context, args, list, z.tuple([z.string(), z.string()]), asOf);
  if (where.kind === 'Person' || where.linkedTo?.kind === 'Person') requirePersonal(context);
  const catalogue = await loadCatalogue(context);
  const sought = await readSought(context, where, catalogue);
  const filter = await readFilter(context, asOf, where, catalogue);
  const source = filter === null ? null : await chooseSource(context, asOf, order, filter, sought);
  const [afterName, afterId] = page.after ?? [null, null];
  const mentions =
    ahead === null || asOf.recorded !== null
      ? null
      : { mentionLimit: BigInt(ahead.first + 1), ...validBounds(asOf) };
  const rows = (await source?.page({ afterName, afterId, limit: page.limit, mentions })) ?? [];
  for (const row of rows) {
    if (row.mentions != null)
      ahead?.keep(
        row.id,
        row.mentions.map((mention) => fromTuple(context, mention, asOf)),
      );
  }
  return toConnection(
    page,
    rows,
    (row) => toEntity(context, row, asOf, catalogue),
    ({ sortName, mention }) => [sortName, mention],
    async () => (await source?.count(page.most)) ?? 0,
  );
}

/** Names are indexed as they stand today, so an earlier list can only be ordered by id. */
function readOrder(order: EntityListArguments['orderBy'], { recorded }: AsOf): Order {
  const direction = order?.direction ?? 'ASC';
  if (recorded === null) return { by: order?.by ?? 'NAME', direction };
  if (order?.by === 'NAME')
    throw new JingweiError('BAD_INPUT', {
      reason: 'A list as of an earlier recorded time is ordered by ID',
      argument: 'orderBy',
    });
  return { by: 'ID', direction };
}

/** Null when no dataset that is asked about could mention such an entity. */
async function readFilter(
  context: ReadContext,
  { recorded }: AsOf,
  where: EntityFilter,
  catalogue: DatasetCatalogue,
): Promise<SourceFilter | null> {
  const { kind, type } = where;
  const kinds: readonly EntityKind[] =
    type == null || kind != null ? kindsOf(kind) : kindsOfType(catalogue, type);
  if (kinds.length === 0) return null;
  const filter = { kinds, entityTypes: type == null ? [] : [type] };
  const chosen = await chooseDatasets(context, where, recorded);
  if (where.datasets == null && where.departments == null)
    return chosen.length === 0 ? null : { ...filter, datasets: [] };
  // What is of a type here may be called otherwise there: datasets are told apart by kind alone.
  const mentions = (id: string, one: EntityKind): boolean =>
    catalogue.datasets.get(id)?.kinds?.has(one) ?? true;
  const datasets = chosen.filter((id) => kinds.some((one) => mentions(id, one)));
  // A kind that none of them mentions is not walked through to its end in vain.
  const mentioned = kinds.filter((one) => datasets.some((id) => mentions(id, one)));
  return mentioned.length === 0 ? null : { ...filter, kinds: mentioned, datasets };
}

/** The kinds that things of a type are of, as the mappings of now and of before say: what is of another kind need not be walked through. */
function kindsOfType({ datasets }: DatasetCatalogue, type: string): readonly EntityKind[] {
  const kinds = new Set<EntityKind>();
  for (const { types } of datasets.values()) for (const kind of types?.get(type) ?? []) kinds.add(kind);
  return [...datasets.values()].some(({ types }) => types === null) ? kindsOf(null) : [...kinds];
}

const NOTHING_SOUGHT: Sought = { values: [], linked: null };

async function chooseSource(
  context: ReadContext,
  asOf: AsOf,
  order: Order,
  filter: SourceFilter,
  sought: Sought,
): Promise<EntitySource> {
  if (sought.values.length > 0 || sought.linked !== null)
    return foundSource(context, asOf, filter, order, sought);
  const whole = foundSource(context, asOf, filter, order, NOTHING_SOUGHT);
  if (filter.datasets.length > 0 && (await areSmall(context, filter.datasets))) return whole;
  const walk = walkById(context, asOf, filter, order.direction);
  const { page } = order.by === 'NAME' ? walkByName(context, asOf, filter, order.direction) : walk;
  return { page, count: filter.datasets.length === 0 ? walk.count : whole.count };
}

async function readSought(
  context: ReadContext,
  { attributes, linkedTo }: EntityFilter,
  catalogue: DatasetCatalogue,
): Promise<Sought> {
  if (linkedTo != null && linkedTo.attributes.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'linkedTo names no attributes', argument: 'linkedTo' });
  return {
    values: attributeKeys(catalogue, attributes ?? [], 'attributes'),
    linked:
      linkedTo == null
        ? null
        : {
            values: attributeKeys(catalogue, linkedTo.attributes, 'linkedTo'),
            kinds: kindsOf(linkedTo.kind),
            types: await checkLinkTypes(context, linkedTo.types, 'linkedTo'),
          },
  };
}

/** Records up to which whole datasets are read and sorted; what is larger is met often enough on a walk. */
const SMALL = 2_000;

async function areSmall({ graph, signal }: ReadContext, datasets: readonly string[]): Promise<boolean> {
  const rows = await graph.read(countSomeRecords, { datasets, limit: BigInt(SMALL + 1) }, { signal });
  return (rows[0]?.count ?? 0) <= SMALL;
}
