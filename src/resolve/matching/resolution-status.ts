import type { Context } from '../../context.ts';
import { countResolvable } from '../../generated/statements.ts';
import { ENTITY_KINDS, type EntityKind } from '../../intake/mapped.ts';
import { findLeasedWork } from './lease.ts';
import { listModelSummaries, type ModelSummary } from './model-store.ts';

/** Where resolution stands with one kind of entity. */
export interface KindStatus {
  readonly kind: EntityKind;
  /** Mentions that stand today. */
  readonly mentions: number;
  readonly newest: ModelSummary | null;
  readonly inUse: ModelSummary | null;
  /** Pairs that a run would compare, and how long it would take, as far as training tells; null without a model. */
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
    // Keys are capped, so that candidates grow as mentions do.
    const growth = newest === null ? 0 : mentions / Math.max(1, newest.mentions);
    kinds.push({
      kind,
      mentions,
      newest,
      inUse: ofKind.findLast(({ state }) => state === 'IN_USE') ?? null,
      candidates: newest === null ? null : Math.round(newest.candidates * growth),
      seconds: newest === null ? null : newest.seconds * growth,
    });
  }
  return { work: await findLeasedWork(context), kinds };
}
