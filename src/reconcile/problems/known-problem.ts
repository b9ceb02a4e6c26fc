import { z } from 'zod';
import type { ReadContext } from '../../access/access.ts';
import { findKnownProblems } from '../../generated/statements.ts';
import type { DeliveryId, EntityId, KnownProblemId, MentionId } from '../../ids.ts';
import { mayShowPlace, visibleAttributes } from '../../intake/mention.ts';
import { patternKey, toLocationValue, valueKey } from '../../intake/value-key.ts';

/** ENTITY: a value of an attribute of one entity. PATTERN: a value that is nobody's, wherever it stands. */
export const PROBLEM_SCOPES = ['ENTITY', 'PATTERN'] as const;
export type ProblemScope = (typeof PROBLEM_SCOPES)[number];

/** PROPOSED: found by how often it stands, for a person to confirm. RELEASED, DISMISSED: over, or never confirmed. */
export const PROBLEM_STATES = ['PROPOSED', 'LIVE', 'RELEASED', 'DISMISSED'] as const;
export type ProblemState = (typeof PROBLEM_STATES)[number];

/** That a mention stated the value again, so many times; none: it went on stating it, mapped anew or released. */
export interface ProblemReturnModel {
  readonly mention: MentionId;
  readonly delivery: DeliveryId;
  readonly dataset: string;
  readonly at: number;
  readonly times: number;
  readonly newPeriod: boolean;
  readonly newEvidence: boolean;
  readonly releasedBy: string | null;
  readonly releasedAt: number | null;
}

/** A known problem as readers are given it; times in milliseconds since 1970. */
export interface KnownProblemModel {
  readonly id: KnownProblemId;
  readonly scope: ProblemScope;
  readonly state: ProblemState;
  readonly attribute: string;
  readonly kind: string;
  readonly scheme: string | null;
  /** Null where nothing that states it may be seen, or states it any more. */
  readonly value: string | null;
  readonly dataset: string | null;
  readonly department: string | null;
  readonly departments: readonly string[];
  readonly validFrom: number | null;
  readonly validTo: number | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: number | null;
  readonly endedBy: string | null;
  readonly endedAt: number | null;
  readonly endReason: string | null;
  readonly occurrences: number | null;
  readonly entities: readonly EntityId[];
  readonly returned: readonly ProblemReturnModel[];
}

type Row = NonNullable<(typeof findKnownProblems)['types']>['row'];

const Words = z.object({ scope: z.enum(PROBLEM_SCOPES), state: z.enum(PROBLEM_STATES) });

/** Some known problems, as far as the caller may know of them. */
export async function findProblems(
  context: ReadContext,
  ids: readonly string[],
): Promise<ReadonlyMap<string, KnownProblemModel>> {
  const rows = await context.graph.read(
    findKnownProblems,
    { ids, sight: context.access.decision.sight },
    { signal: context.signal },
  );
  return new Map(rows.map((row) => [row.id, toProblem(context, row)]));
}

function toProblem(
  { access }: ReadContext,
  { stated, key, longitude, latitude, ...row }: Row,
): KnownProblemModel {
  const { scope, state } = Words.parse(row);
  const attributes = stated.flatMap((mention) =>
    mention.attributes.flatMap((text) => visibleAttributes(access, mention, text)),
  );
  const found = attributes.find(
    (one) => (scope === 'ENTITY' ? valueKey({ ...one, attribute: one.name }) : patternKey(one)) === key,
  );
  const isPlace = longitude !== null && latitude !== null;
  const place =
    isPlace && stated.some((mention) => mayShowPlace(access, mention))
      ? toLocationValue({ longitude, latitude })
      : null;
  return { ...row, scope, state, value: (found ?? place)?.value ?? null };
}
