import type { DeliveryId, MentionId, RecordId } from '../ids.ts';
import type { EntityKind } from './mapped.ts';
import type { StoredAttribute } from './stored-attribute.ts';

/** A mention as later stages need it: who it may be, by which values, and over which period (ISO instants). */
export interface MentionState {
  readonly id: MentionId;
  readonly record: RecordId;
  readonly dataset: string;
  readonly role: string;
  readonly kind: EntityKind;
  readonly type: string;
  /** Another mention of its kind in its record is named like it. */
  readonly namesake: boolean;
  readonly attributes: readonly StoredAttribute[];
  readonly validFrom: string;
  readonly validTo: string;
  /** WGS-84; left out where there is none that may be used. */
  readonly point?: { readonly longitude: number; readonly latitude: number };
}

/** What one record says of two of its mentions. */
export interface RelationState {
  readonly id: string;
  readonly record: RecordId;
  readonly dataset: string;
  readonly type: string;
  readonly from: MentionId;
  readonly to: MentionId;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What one batch of records changed: the small event that intake tells the later stages, inside its transaction. */
export interface BatchChange {
  readonly delivery: DeliveryId;
  /** Number of the batch within its delivery, from 0. */
  readonly batch: number;
  /** Recorded time of the change, ISO. */
  readonly at: string;
  /** Records that were stated anew: otherwise than before, or again after they had ended. */
  readonly superseded: readonly RecordId[];
  readonly created: readonly MentionState[];
  /** Mentions that had ended and are stated again. */
  readonly restated: readonly MentionState[];
  readonly changed: readonly { readonly before: MentionState; readonly after: MentionState }[];
  /** Mentions that stay as they were in records that were stated otherwise. */
  readonly kept: readonly MentionState[];
  readonly ended: readonly MentionState[];
  readonly relationsCreated: readonly RelationState[];
  readonly relationsEnded: readonly RelationState[];
}
