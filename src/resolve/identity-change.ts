import type { CauseId, EntityId, MentionId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { Conflict } from './cluster.ts';
import type { Attention } from './matching/decide-groups.ts';

/** What a mention referred to before a batch, and what it refers to after; null: nothing. */
export interface ReferenceChange {
  readonly before: EntityId | null;
  readonly after: EntityId | null;
}

/** What one batch changed about who is who: the small event for the stages behind resolution, and for the log. */
export interface IdentityChange {
  /** What caused it: a delivery, a run of resolution, or a person's judgement. */
  readonly delivery: CauseId;
  /** Number of the batch within its cause, from 0. */
  readonly batch: number;
  /** Recorded time, ISO. */
  readonly at: string;
  readonly moves: ReadonlyMap<MentionId, ReferenceChange>;
  /** Mentions gained or lost per entity. */
  readonly evidence: ReadonlyMap<EntityId, number>;
  readonly created: readonly {
    readonly entity: EntityId;
    readonly kind: EntityKind;
    readonly type: string;
  }[];
  /** Entities that are of another type than before: their mentions are. */
  readonly retyped: readonly { readonly entity: EntityId; readonly type: string }[];
  /** Entities that nothing refers to any more, with the entity that took their place. */
  readonly emptied: readonly { readonly entity: EntityId; readonly survivor: EntityId | null }[];
  /** Joins that one identifier asked for and another forbade: they need a person's attention. */
  readonly conflicts: readonly Conflict[];
  /** What the machine would not decide, for other reasons. */
  readonly attention: readonly Attention[];
}
