import type { EntityId } from '../ids.ts';
import type { EntityKind } from '../intake/mapped.ts';

/** What the graph knows of one identifier. */
export interface IdentifierState {
  /** Different names met under it, at most one more than `MOST_NAMES`: then it proves nothing, being shared or stolen. */
  readonly names: readonly string[];
  readonly blocked: boolean;
  readonly holders: readonly { readonly entity: EntityId; readonly from: string; readonly to: string }[];
}

/** What the graph knows of one entity that takes part as a whole. */
export interface EntityState {
  readonly kind: EntityKind;
  readonly type: string;
  readonly evidence: number;
  readonly recordedFrom: string;
  readonly alive: boolean;
  readonly keys: readonly string[];
}
