import type { ReadContext } from '../../access/access.ts';
import { type AsOf, type During, recordedParam } from '../../as-of.ts';
import { listMoments as listMomentsStatement } from '../../generated/statements.ts';
import type { RecordId } from '../../ids.ts';
import type { Position } from '../place/distance.ts';
import { presenceBounds } from '../presence/window.ts';

/** One moment, of a day at most, at which an entity was somewhere; times in milliseconds since 1970. */
export interface Moment extends Position {
  readonly id: RecordId;
  readonly dataset: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
}

export interface MomentFilter {
  readonly during: During | null | undefined;
  readonly datasets: readonly string[];
}

/** Moments of one entity that a question looks at: the newest. */
export const MOST_MOMENTS = 2_000;

/** The newest moments of an entity over a period, newest first, and whether there are more. */
export async function listMoments(
  context: ReadContext,
  asOf: AsOf,
  entity: string,
  { during, datasets }: MomentFilter,
): Promise<{ readonly moments: readonly Moment[]; readonly isCut: boolean }> {
  const { since, until } = presenceBounds(asOf, during);
  const rows = await context.graph.read(
    listMomentsStatement,
    {
      ...recordedParam(asOf),
      ...{ since, until, datasets, entities: [entity], most: BigInt(MOST_MOMENTS + 1) },
      sight: context.access.decision.sight,
    },
    {
      signal: context.signal,
      slots: { find: asOf.recorded === null ? 'found-by-entity-now' : 'found-by-entity-as-of' },
    },
  );
  return { moments: rows.slice(0, MOST_MOMENTS), isCut: rows.length > MOST_MOMENTS };
}
