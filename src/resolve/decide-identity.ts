import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import { chooseIds, foundingIds, type Resolved } from './choose-ids.ts';
import { findHolderChanges } from './holders.ts';
import { loadEntities } from './identifier-store.ts';
import type { IdentityChange, ReferenceChange } from './identity-change.ts';
import type { IdentityMention } from './identity-claim.ts';
import type { EntityState } from './identity-state.ts';
import type { Matcher } from './matching/matcher.ts';
import { type Regrouping, regroup } from './regroup.ts';
import { writeIdentity } from './write-identity.ts';

/** Why identity is decided anew: a batch of a delivery, or of a run of resolution. */
export type Cause = Pick<IdentityChange, 'delivery' | 'batch' | 'at'>;

/** What is to be decided anew. */
export interface IdentityQuestion {
  /** Mentions that came or changed, as they stand now. */
  readonly fresh: readonly IdentityMention[];
  /** Those of them whose identifiers are to be noted. */
  readonly identified: readonly IdentityMention[];
  /** Entities that may lose mentions. */
  readonly affected: ReadonlySet<EntityId>;
  /** Mentions that no longer stand, with what they referred to. */
  readonly ended: ReadonlyMap<MentionId, EntityId | null>;
  /** Mentions whose identifiers were noted before and no longer hold. */
  readonly unidentified: readonly MentionId[];
  /** Those of the fresh that had ended before: they may have founded an entity already. */
  readonly restated: ReadonlySet<MentionId>;
  readonly matcher?: Matcher | undefined;
  /** Mentions that go back to an entity which they referred to before, so that it keeps its id; null: they go with others. */
  readonly restored?: ReadonlyMap<MentionId, EntityId | null>;
}

/** What is decided anew where no delivery brought anything. */
export const NOTHING_BROUGHT: Omit<IdentityQuestion, 'affected'> = {
  fresh: [],
  identified: [],
  ended: new Map(),
  unidentified: [],
  restated: new Set(),
};

/** Decides who some mentions are, gives each group its durable id, and writes and logs what that changes. */
export async function decideIdentity(
  transaction: Transaction,
  cause: Cause,
  question: IdentityQuestion,
): Promise<IdentityChange> {
  const { fresh, identified, unidentified, affected, ended, restated, matcher, restored } = question;
  const regrouping = await regroup(transaction, fresh, affected, new Set(ended.keys()), matcher);
  const entities = await withFounders(
    transaction,
    regrouping,
    restated,
    [...(restored?.values() ?? [])].filter((id) => id !== null),
  );
  const resolved = chooseIds(regrouping.clustering.components, entities, restored);
  const retyped = resolved.flatMap((one) => retypedAs(one, regrouping.open, entities));
  const attention = matcher?.attention ?? [];
  const identity = { ...toIdentityChange(cause, regrouping, resolved, ended), retyped, attention };
  const holderChanges = findHolderChanges(resolved, regrouping.identifiers);
  writeIdentity(transaction, {
    ...{ identity, regrouping, resolved, holderChanges },
    ...{ identified, unidentified },
  });
  return identity;
}

/** States of all entities that may matter for ids; only mentions that existed before can have founded one already. */
async function withFounders(
  transaction: Transaction,
  { clustering, entities }: Regrouping,
  restated: ReadonlySet<MentionId>,
  restored: Iterable<EntityId>,
): Promise<Regrouping['entities']> {
  const old = clustering.components.filter(({ mentions }) =>
    mentions.some(({ id, prior }) => prior !== null || restated.has(id)),
  );
  const read = new Map<EntityId, EntityState | null>(entities);
  const missing = [...new Set(restored)].filter((id) => !read.has(id));
  for (
    let unread = [...missing, ...foundingIds(old, read)];
    unread.length > 0;
    unread = [...foundingIds(old, read)]
  ) {
    const found = await loadEntities(transaction, [...new Set(unread)]);
    for (const id of unread) read.set(id, found.get(id) ?? null);
  }
  return new Map([...read].flatMap(([id, state]) => (state === null ? [] : [[id, state] as const])));
}

function toIdentityChange(
  cause: Cause,
  regrouping: Regrouping,
  resolved: readonly Resolved[],
  ended: IdentityQuestion['ended'],
): Omit<IdentityChange, 'retyped' | 'attention'> {
  const moves = new Map<MentionId, ReferenceChange>();
  for (const { component, entity } of resolved) {
    for (const { id, prior } of component.mentions) {
      if (prior !== entity) moves.set(id, { before: prior, after: entity });
    }
  }
  for (const [id, before] of ended) moves.set(id, { before, after: null });
  const created = resolved
    .filter((one) => one.created)
    .map(({ entity, component }) => ({ entity, component }));
  const evidence = new Map<EntityId, number>();
  for (const { before, after } of moves.values()) {
    if (before !== null) evidence.set(before, (evidence.get(before) ?? 0) - 1);
    if (after !== null) evidence.set(after, (evidence.get(after) ?? 0) + 1);
  }
  const emptied = [...regrouping.open]
    .filter((id) => (regrouping.entities.get(id)?.evidence ?? 0) + (evidence.get(id) ?? 0) <= 0)
    .map((entity) => ({ entity, survivor: findSurvivor(entity, resolved) }));
  return {
    ...cause,
    moves,
    evidence,
    created: created.map(({ entity, component }) => ({
      entity,
      kind: component.mentions[0]?.kind ?? 'Thing',
      type: component.mentions.find(({ type }) => type !== '')?.type ?? '',
    })),
    emptied,
    conflicts: regrouping.clustering.conflicts,
  };
}

/** The type that an entity is of from now on where none of its mentions says any more what it was. */
function retypedAs(
  { component, entity, created }: Resolved,
  open: Regrouping['open'],
  entities: Regrouping['entities'],
): IdentityChange['retyped'] {
  const known = entities.get(entity);
  // Of one that takes part as a whole the mentions are not at hand.
  if (known === undefined || component.entities.length > 0 || !(created || open.has(entity))) return [];
  const types = component.mentions.map(({ type }) => type);
  const type = types.find((one) => one !== '') ?? '';
  return types.includes(known.type) ? [] : [{ entity, type }];
}

/** Where most of an emptied entity's mentions went; null when they ended with it. */
function findSurvivor(entity: EntityId, resolved: readonly Resolved[]): EntityId | null {
  let best: EntityId | null = null;
  let most = 0;
  for (const { component, entity: target } of resolved) {
    const came = component.mentions.filter(({ prior }) => prior === entity).length;
    if (came > most) [best, most] = [target, came];
  }
  return best;
}
