import type { EntityKind } from '../../intake/mapped.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';

/** A mention as the engine takes it: nothing of its dataset but its id, so that no rule can be made for one dataset. */
export interface EngineMention {
  readonly id: string;
  readonly kind: EntityKind;
  /** Finer type within the kind; '' when the mapping gives none. Only events of one type are compared. */
  readonly type: string;
  /** Dataset that stated it. */
  readonly source: string;
  /** The source never states an entity of this role twice. */
  readonly once?: true;
  /** Its record, where that happened at a moment: see `momentOf`. */
  readonly record?: string;
  /** Its record, where that names another mention of the kind alike: see `findNamesakes`. */
  readonly together?: string;
  readonly attributes: readonly StoredAttribute[];
  /** Period of the mention, ISO instants; attributes without a period of their own take it over. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** WGS-84. */
  readonly point?: { readonly longitude: number; readonly latitude: number };
}
