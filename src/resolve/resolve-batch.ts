import type { Transaction } from '../graph/graph.ts';
import type { EntityId, MentionId } from '../ids.ts';
import type { BatchChange } from '../intake/batch-change.ts';
import { chooseIds, foundingIds, type Resolved } from './choose-ids.ts';
import { findHolderChanges } from './holders.ts';
import { loadEntities } from './identifier-store.ts';
import type { IdentityChange, ReferenceChange } from './identity-change.ts';
import { type IdentityMention, sameIdentity, toIdentityMention } from './identity-claim.ts';
import { loadReferences } from './load-references.ts';
import { type Regrouping, regroup } from './regroup.ts';
import { writeIdentity } from './write-identity.ts';

/**
 * Decides who the mentions of a batch are, inside the batch's transaction. This is identity's first step: a shared
 * valid identifier joins, everything else waits for evidence. It is also the seam for the probabilistic engine, which
 * will hand further joins to the same regrouping, ids and log.
 */
export async function resolveBatch(transaction: Transaction, change: BatchChange): Promise<IdentityChange> {
  const renamed = change.changed.filter(({ before, after }) => !sameIdentity(before, after));
  const touched = [...renamed.map(({ after }) => after.id), ...change.ended.map(({ id }) => id)];
  const references = await loadReferences(transaction, touched);
  const ended = change.ended.map(({ id }) => id);
  const fresh: IdentityMention[] = [
    ...[...change.created, ...change.restated].map((state) => toIdentityMention(state, null)),
    ...renamed.map(({ after }) => toIdentityMention(after, references.get(after.id) ?? null)),
  ];
  const regrouping = await regroup(transaction, fresh, new Set(references.values()), new Set(ended));
  const resolved = chooseIds(
    regrouping.clustering.components,
    await withFounders(transaction, regrouping, new Set(change.restated.map(({ id }) => id))),
  );
  const identity = toIdentityChange(change, regrouping, resolved, references, ended);
  await writeIdentity(transaction, {
    identity,
    regrouping,
    resolved,
    holderChanges: findHolderChanges(resolved, regrouping.identifiers),
    identified: fresh,
    unidentified: touched,
  });
  return identity;
}

/** States of all entities that may matter for ids; only mentions that existed before can have founded one already. */
async function withFounders(
  transaction: Transaction,
  { clustering, entities }: Regrouping,
  restated: ReadonlySet<MentionId>,
): Promise<Regrouping['entities']> {
  const old = clustering.components.filter(({ mentions }) =>
    mentions.some(({ id, prior }) => prior !== null || restated.has(id)),
  );
  const unknown = foundingIds(old).filter((id) => !entities.has(id));
  return new Map([...entities, ...(await loadEntities(transaction, unknown))]);
}

function toIdentityChange(
  change: BatchChange,
  regrouping: Regrouping,
  resolved: readonly Resolved[],
  references: ReadonlyMap<MentionId, EntityId>,
  ended: readonly MentionId[],
): IdentityChange {
  const moves = new Map<MentionId, ReferenceChange>();
  for (const { component, entity } of resolved) {
    for (const { id, prior } of component.mentions) {
      if (prior !== entity) moves.set(id, { before: prior, after: entity });
    }
  }
  for (const id of ended) moves.set(id, { before: references.get(id) ?? null, after: null });
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
    delivery: change.delivery,
    batch: change.batch,
    at: change.at,
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
