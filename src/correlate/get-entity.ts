import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import type { EntityModel } from '../resolve/entity.ts';
import { findOutlines } from '../resolve/find-entities.ts';

/** Entities that a question names, each once; the id of a merged one stands for its survivor. Throws NOT_FOUND. */
export async function getEntities(
  context: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<readonly EntityModel[]> {
  const found = await findOutlines(context, asOf, ids);
  const entities = ids.map((id) => {
    const entity = found.get(id);
    if (entity === undefined) throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
    return entity;
  });
  return [...new Map(entities.map((entity) => [entity.id, entity])).values()];
}

/** The one entity that a question names. Throws NOT_FOUND. */
export async function getEntity(context: ReadContext, asOf: AsOf, id: string): Promise<EntityModel> {
  const [entity] = await getEntities(context, asOf, [id]);
  if (entity === undefined) throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
  return entity;
}
