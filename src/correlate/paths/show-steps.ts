import type { ReadContext } from '../../access/access.ts';
import type { AsOf } from '../../as-of.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { findOutlines } from '../../resolve/find-entities.ts';
import { type LinkModel, listRecordsOfLinks } from '../link.ts';
import type { Step } from './link-graph.ts';

export interface ShownSteps {
  readonly entities: ReadonlyMap<string, EntityModel>;
  readonly links: ReadonlyMap<Step, LinkModel>;
}

/** Records that a link's support is counted up to here. */
const MOST_SUPPORT = 1_000;

/** The links and entities of some steps as readers are given them: only of what is handed out. `known` need not be read again. */
export async function showSteps(
  context: ReadContext,
  asOf: AsOf,
  steps: readonly Step[],
  known: readonly EntityModel[],
): Promise<ShownSteps> {
  const entities = new Map<string, EntityModel>(known.map((entity) => [entity.id, entity]));
  const ids = new Set(steps.flatMap(({ entity, other }) => [entity, other]));
  const unknown = [...ids].filter((id) => !entities.has(id));
  for (const [id, entity] of await findOutlines(context, asOf, unknown)) entities.set(id, entity);
  const made = steps.flatMap((step): readonly (readonly [Step, LinkModel])[] => {
    const [entity, other] = [entities.get(step.entity), entities.get(step.other)];
    if (entity === undefined || other === undefined) return [];
    const { type, dataset, validFrom, validTo, outgoing } = step;
    const ends = { from: outgoing ? entity : other, to: outgoing ? other : entity, other };
    return [[step, { asOf, type, dataset, validFrom, validTo, ...ends, support: 0 }]];
  });
  const records = await listRecordsOfLinks(
    context,
    asOf,
    made.map(([, link]) => link),
    MOST_SUPPORT,
  );
  return {
    entities,
    links: new Map(
      made.map(([step, link], index) => [step, { ...link, support: records[index]?.length ?? 0 }]),
    ),
  };
}
