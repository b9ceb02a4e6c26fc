import type { ReadContext } from '../access/access.ts';
import { type AsOf, recordedParam } from '../as-of.ts';
import { JingweiError } from '../errors.ts';
import { getEntities as getStatement } from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import { type EntityKind, parseEntityKind } from '../intake/mapped.ts';

/** An entity that a question is about: its name, which is chosen from all its mentions, nobody asked for. */
export interface NamedEntity {
  readonly id: EntityId;
  readonly kind: EntityKind;
}

/** Entities that a question names, each once; the id of a merged one stands for its survivor. Throws NOT_FOUND. */
export async function getEntities(
  { graph, access, signal }: ReadContext,
  asOf: AsOf,
  ids: readonly string[],
): Promise<readonly NamedEntity[]> {
  const rows = await graph.read(
    getStatement,
    { ids, ...recordedParam(asOf), sight: access.decision.sight },
    { signal, slots: { entity: asOf.recorded === null ? 'entity-now' : 'entity-as-of' } },
  );
  const found = new Map(rows.map(({ asked, id, kind }) => [asked, { id, kind: parseEntityKind(kind) }]));
  for (const { id } of rows) access.use.entity(id);
  const entities = ids.map((id) => {
    const entity = found.get(id);
    if (entity === undefined) throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
    return entity;
  });
  return [...new Map(entities.map((entity) => [entity.id, entity])).values()];
}

/** The one entity that a question names. Throws NOT_FOUND. */
export async function getEntity(context: ReadContext, asOf: AsOf, id: string): Promise<NamedEntity> {
  const [entity] = await getEntities(context, asOf, [id]);
  if (entity === undefined) throw new JingweiError('NOT_FOUND', { kind: 'entity', id });
  return entity;
}
