import type { Context } from '../../context.ts';
import { countResolvable } from '../../generated/statements.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { findLeasedWork } from './lease.ts';
import { listModelSummaries, type ModelSummary } from './model-store.ts';
import { secondsOfRun } from './run-cost.ts';

/** Where resolution stands with one kind of entity. */
export interface KindStatus {
  readonly kind: EntityKind;
  /** Mentions that stand today. */
  readonly mentions: number;
  readonly newest: ModelSummary | null;
  readonly inUse: ModelSummary | null;
  /** Pairs that a run would compare, as far as training tells, and how long all of it would take; null without a model. */
  readonly candidates: number | null;
  readonly seconds: number | null;
}

export interface ResolutionStatus {
  /** What is being done right now, or null. */
  readonly work: string | null;
  readonly kinds: readonly KindStatus[];
}

/** Where resolution stands, with what a run would cost. */
export async function readResolutionStatus(context: Context): Promise<ResolutionStatus> {
  const models = await listModelSummaries(context);
  const kinds: KindStatus[] = [];
  for (const kind of ENTITY_KINDS) {
    const rows = await context.graph.read(countResolvable, { kind }, { signal: context.signal });
    const mentions = rows[0]?.count ?? 0;
    const ofKind = models.filter((model) => model.kind === kind);
    const newest = ofKind.at(-1) ?? null;
    const inUse = ofKind.findLast(({ state }) => state === 'IN_USE') ?? null;
    // Keys are capped, so that candidates grow as mentions do.
    const candidates =
      newest === null ? null : Math.round((newest.candidates * mentions) / Math.max(1, newest.mentions));
    kinds.push({
      kind,
      mentions,
      newest,
      inUse,
      candidates,
      seconds: candidates === null ? null : secondsOfRun(mentions, candidates, inUse === null),
    });
  }
  return { work: await findLeasedWork(context), kinds };
}
