import { z } from 'zod';
import { type AsOf, asOfKey } from '../as-of.ts';
import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { chooseDatasets } from '../intake/chosen-datasets.ts';
import { type DatasetCatalogue, loadCatalogue } from '../intake/dataset-catalogue.ts';
import { type Connection, type PageArguments, readPage, toConnection } from '../page.ts';
import { type EntityModel, toEntity } from './entity.ts';
import { attributeKeys, type EntityFilter, kindsOf } from './entity-filter.ts';
import { type EntitySource, foundSource, type SourceFilter, walkById, walkByName } from './entity-sources.ts';

interface EntityOrder {
  readonly by: 'NAME' | 'ID';
  readonly direction: 'ASC' | 'DESC';
}

export interface EntityListArguments extends PageArguments {
  readonly where?: EntityFilter | null | undefined;
  readonly orderBy?:
    | { readonly [Field in keyof EntityOrder]?: EntityOrder[Field] | undefined }
    | null
    | undefined;
}

/**
 * A page of entities. A question with values starts from the mentions that have them, one about links from the far
 * end; only a list without either walks an index in its order. Throws BAD_INPUT, CURSOR_INVALID.
 */
export async function listEntities(
  context: Context,
  asOf: AsOf,
  args: EntityListArguments,
): Promise<Connection<EntityModel>> {
  const where = args.where ?? {};
  const order = readOrder(args.orderBy, asOf);
  const list = ['entities', where, order, asOfKey(asOf)];
  const page = readPage(context, args, list, z.tuple([z.string(), z.string()]));
  const catalogue = await loadCatalogue(context);
  const filter = await readFilter(context, where);
  const source = filter === null ? null : chooseSource(context, asOf, order, where, filter, catalogue);
  const [afterName, afterId] = page.after ?? [null, null];
  const rows = (await source?.page({ afterName, afterId, limit: page.limit })) ?? [];
  return toConnection(
    page,
    rows,
    (row) => toEntity(row, asOf, catalogue),
    ({ sortName, mention }) => [sortName, mention],
    async () => (await source?.count()) ?? 0,
  );
}

/** Names are indexed as they stand today, so an earlier list can only be ordered by id. */
function readOrder(order: EntityListArguments['orderBy'], { recorded }: AsOf): EntityOrder {
  const direction = order?.direction ?? 'ASC';
  if (recorded === null) return { by: order?.by ?? 'NAME', direction };
  if (order?.by === 'NAME')
    throw new JingweiError('BAD_INPUT', {
      reason: 'A list as of an earlier recorded time is ordered by ID',
      argument: 'orderBy',
    });
  return { by: 'ID', direction };
}

/** Null when the datasets that are asked for do not exist, so that nothing can match. */
async function readFilter(context: Context, where: EntityFilter): Promise<SourceFilter | null> {
  const chosen = where.datasets != null || where.departments != null;
  const datasets = chosen ? await chooseDatasets(context, where) : [];
  if (chosen && datasets.length === 0) return null;
  return {
    kinds: kindsOf(where.kind),
    entityTypes: where.type == null ? [] : [where.type],
    datasets,
  };
}

function chooseSource(
  context: Context,
  asOf: AsOf,
  { by, direction }: EntityOrder,
  { attributes, linkedTo }: EntityFilter,
  filter: SourceFilter,
  catalogue: DatasetCatalogue,
): EntitySource {
  const values = attributeKeys(catalogue, attributes ?? [], 'attributes');
  if (values.length === 0 && linkedTo == null) {
    const walk = by === 'NAME' ? walkByName : walkById;
    return walk(context, asOf, filter, direction);
  }
  if (linkedTo != null && linkedTo.attributes.length === 0)
    throw new JingweiError('BAD_INPUT', { reason: 'linkedTo names no attributes', argument: 'linkedTo' });
  return foundSource(
    context,
    asOf,
    filter,
    { by, direction },
    {
      values,
      linked:
        linkedTo == null
          ? null
          : {
              values: attributeKeys(catalogue, linkedTo.attributes, 'linkedTo'),
              kinds: kindsOf(linkedTo.kind),
              types: linkedTo.types ?? [],
            },
    },
  );
}
