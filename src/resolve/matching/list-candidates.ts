import type { ReadContext } from '../../access/access.ts';
import { listMatches } from '../../generated/statements.ts';
import { groupRows } from '../../group-rows.ts';
import type { EntityId, MentionId } from '../../ids.ts';

/** Another entity that may be the same, through the two mentions that are most alike. */
export interface CandidateModel {
  readonly entity: EntityId;
  readonly mention: MentionId;
  readonly other: MentionId;
  readonly bits: number;
  readonly probability: number;
}

const MOST = 100n;

/** Entities that each of some entities may be one with, best first: what the machine saw and did not join. */
export async function findCandidatesOf(
  context: ReadContext,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly CandidateModel[]>> {
  const { sight } = context.access.decision;
  const rows = await context.graph.read(
    listMatches,
    { entities, limit: MOST, sight },
    { signal: context.signal },
  );
  const found = new Map<string, readonly CandidateModel[]>();
  for (const [entity, matches] of groupRows(rows, (row) => row.entity)) {
    const best = new Map<EntityId, CandidateModel>();
    for (const { candidate, mention, other, weight } of matches) {
      if (best.has(candidate)) continue;
      const probability = 1 / (1 + 2 ** -weight);
      best.set(candidate, { entity: candidate, mention, other, bits: weight, probability });
    }
    found.set(entity, [...best.values()]);
  }
  return found;
}
