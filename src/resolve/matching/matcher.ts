import type { EntityId, MentionId } from '../../ids.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { Join } from '../cluster.ts';
import type { IdentityMention } from '../identity-claim.ts';
import type { EntityState } from '../identity-state.ts';
import type { JudgedPair } from '../judgements/judgement-reader.ts';
import type { Attention } from './decide-groups.ts';

/** An entity of more mentions is not taken apart: it takes part as a whole. */
export const MOST_OPENED = 200;

/** What joins mentions beyond the identifiers that they share. It is asked while identity is decided anew. */
export interface Matcher {
  /** What a person should look at, after the last decision. */
  readonly attention: readonly Attention[];
  /** Kinds of which more than identifiers decides, whether this matcher is what does or not. */
  kinds(): Promise<ReadonlySet<EntityKind>>;
  /** Whether an entity is taken apart when it may gain or lose mentions; one that is not gains them as a whole. */
  opens(entity: EntityState): boolean;
  /** Entities that some mentions which came or changed may have to do with: they take part as well. Each mention is asked about once. */
  expand(mentions: readonly IdentityMention[]): Promise<readonly EntityId[]>;
  /**
   * Entities that are like mentions which stand in another group than before, or no longer, and those that these may join instead: they may be
   * decided otherwise now. Each mention is asked about once.
   */
  follow(changed: readonly MentionId[]): Promise<readonly EntityId[]>;
  /**
   * What is one, given what identifiers and people hold together, which entities take part as a whole, and what people
   * keep apart.
   */
  join(
    mentions: readonly IdentityMention[],
    together: readonly (readonly MentionId[])[],
    whole: ReadonlySet<EntityId>,
    different: readonly JudgedPair[],
  ): Promise<readonly Join[]>;
}

/** Joins nothing: without a model identity goes by identifiers. */
export const IDENTIFIERS_ONLY: Matcher = {
  attention: [],
  kinds: async () => new Set(),
  opens: () => false,
  expand: async () => [],
  follow: async () => [],
  join: async () => [],
};

/** Keeps together what is together: where no model may decide, nothing falls apart for it. */
export function keepTogether(
  mentions: readonly IdentityMention[],
): readonly (readonly [MentionId, MentionId])[] {
  const last = new Map<EntityId, MentionId>();
  const joins: (readonly [MentionId, MentionId])[] = [];
  for (const { id, prior } of mentions) {
    if (prior === null) continue;
    const before = last.get(prior);
    if (before !== undefined) joins.push([before, id]);
    last.set(prior, id);
  }
  return joins;
}
