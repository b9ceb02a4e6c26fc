import { z } from 'zod';
import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import { listIdentityEvents } from '../generated/statements.ts';
import { toDateTime } from '../graph/values.ts';
import { groupRows } from '../group-rows.ts';
import {
  causeOf,
  type DeliveryId,
  type EntityId,
  type JudgementId,
  type KnownProblemId,
  type RunId,
} from '../ids.ts';
import { FAR_FUTURE } from '../standardise/value.ts';

const IDENTITY_EVENT_TYPES = [
  'DECIDED',
  'MERGED',
  'SPLIT',
  'ENDED',
  'REDIRECTED',
  'CONFLICT',
  'ATTENTION',
] as const;

/** An entry of the identity log; time in milliseconds since 1970. */
export interface IdentityEventModel {
  readonly id: string;
  readonly type: (typeof IDENTITY_EVENT_TYPES)[number];
  readonly at: number;
  /** What caused it: one of the four. */
  readonly delivery: DeliveryId | null;
  readonly run: RunId | null;
  readonly judgement: JudgementId | null;
  readonly knownProblem: KnownProblemId | null;
  /** Why a person should look; empty for all other types. */
  readonly reasons: readonly string[];
  readonly entities: readonly EntityId[];
}

const MOST = 100n;
const Type = z.enum(IDENTITY_EVENT_TYPES);

/** The newest entries of the identity log about each of some entities, newest first, at most 100 each. */
export async function findIdentityEvents(
  context: ReadContext,
  asOf: AsOf,
  entities: readonly string[],
): Promise<ReadonlyMap<string, readonly IdentityEventModel[]>> {
  const rows = await context.graph.read(
    listIdentityEvents,
    {
      entities,
      until: toDateTime(asOf.recorded ?? FAR_FUTURE),
      limit: MOST,
      sight: context.access.decision.sight,
    },
    { signal: context.signal },
  );
  const events = rows.map(({ about, type, delivery, evidence, ...row }) => {
    const cause = causeOf(delivery);
    return {
      ...row,
      type: Type.parse(type),
      delivery: cause.type === 'delivery' ? cause.id : null,
      run: cause.type === 'run' ? cause.id : null,
      judgement: cause.type === 'judgement' ? cause.id : null,
      knownProblem: cause.type === 'problem' ? cause.id : null,
      reasons: type === 'ATTENTION' ? evidence : [],
      entities: about,
    };
  });
  return groupRows(events, ({ entity }) => entity);
}
