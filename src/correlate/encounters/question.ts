import type { ReadContext } from '../../access/access.ts';
import type { AsOf, During } from '../../as-of.ts';
import { chooseDatasets, type DatasetChoice } from '../../intake/chosen-datasets.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { EntityModel } from '../../resolve/entity.ts';
import { getEntity } from '../get-entity.ts';
import { checkNearness, type Nearness } from './list-meetings.ts';
import { listMoments, type Moment } from './moments.ts';

export interface EncounterArguments extends Nearness, DatasetChoice {
  readonly entity: string;
  readonly during?: During | null | undefined;
  readonly kinds?: readonly EntityKind[] | null | undefined;
  readonly first: number;
}

/** Whom a question is about, with the moments that it looks at; others are of the same kind unless it says otherwise. */
export interface EncounterQuestion {
  readonly entity: EntityModel;
  readonly kinds: readonly EntityKind[];
  readonly datasets: readonly string[];
  readonly moments: readonly Moment[];
  readonly isCut: boolean;
}

/** Throws BAD_INPUT, NOT_FOUND. */
export async function openQuestion(
  context: ReadContext,
  asOf: AsOf,
  args: EncounterArguments,
): Promise<EncounterQuestion> {
  checkNearness(args);
  const entity = await getEntity(context, asOf, args.entity);
  const datasets = await chooseDatasets(context, args);
  const own = await listMoments(context, asOf, entity.id, { during: args.during, datasets });
  return { entity, kinds: args.kinds ?? [entity.kind], datasets, ...own };
}
