import type { Context } from '../../context.ts';
import type { Transaction } from '../../graph/graph.ts';
import { fromDateTime } from '../../graph/values.ts';
import type { EntityId, MentionId, RunId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import type { Join } from '../cluster.ts';
import { decideIdentity, NOTHING_BROUGHT } from '../decide-identity.ts';
import type { IdentityChange } from '../identity-change.ts';
import { findChangedGroups } from './changed-groups.ts';
import { keepTogether, type Matcher } from './matcher.ts';
import { type Resolvable, readSomeResolvable } from './resolvable.ts';

/** What a run changed about identity. */
export interface Applied {
  readonly created: number;
  readonly merged: number;
  readonly split: number;
  /** Mentions that refer to another entity than before. */
  readonly moved: number;
  /** Mentions left as they are, because a delivery changed them while the run went on. */
  readonly passedOver: number;
}

export interface Application {
  readonly listener: (transaction: Transaction, identity: IdentityChange) => Promise<void>;
  readonly onProgress: (done: number, of: number) => void;
}

/** Mentions that one transaction decides anew. */
export const MENTIONS_AT_ONCE = 1_000;

/**
 * Applies joins to the graph as identity events. Groups of entities and mentions that change together are written
 * together; each transaction leaves whole entities.
 */
export async function applyGroups(
  context: Context,
  run: RunId,
  all: readonly Resolvable[],
  joins: readonly (readonly [MentionId, MentionId])[],
  { listener, onProgress }: Application,
): Promise<Applied> {
  const groups = findChangedGroups(all, joins);
  const of = groups.reduce((sum, group) => sum + group.length, 0);
  const partner = joinsByMention(joins);
  const kinds = new Set(all.map(({ identity }) => identity.kind));
  const total = { created: 0, merged: 0, split: 0, moved: 0, passedOver: 0 };
  let [done, batch] = [0, 0];
  onProgress(done, of);
  for (const some of inBatches(groups)) {
    context.signal?.throwIfAborted();
    const applied = await context.graph.write(async (transaction) => {
      const at = await takeLock(context, transaction);
      const ids = some.flat().map(({ identity }) => identity.id);
      const present = new Map(
        (await readSomeResolvable(transaction, ids)).map((one) => [one.identity.id, one]),
      );
      const unchanged = some.filter((group) =>
        group.every((one) => isAsBefore(one, present.get(one.identity.id))),
      );
      const mentions = new Set(unchanged.flat().map(({ identity }) => identity.id));
      if (mentions.size === 0) return { identity: null, passedOver: ids.length };
      const affected = new Set(unchanged.flat().flatMap(({ identity }) => identity.prior ?? []));
      const identity = await decideIdentity(
        transaction,
        { delivery: run, batch, at: fromDateTime(at) },
        { ...NOTHING_BROUGHT, affected, matcher: knownJoins(kinds, mentions, partner) },
      );
      await listener(transaction, identity);
      return { identity, passedOver: ids.length - mentions.size };
    });
    if (applied.identity !== null) add(total, applied.identity);
    total.passedOver += applied.passedOver;
    batch += 1;
    done += some.reduce((sum, group) => sum + group.length, 0);
    onProgress(done, of);
  }
  return total;
}

function joinsByMention(
  joins: readonly (readonly [MentionId, MentionId])[],
): ReadonlyMap<MentionId, readonly MentionId[]> {
  const partners = new Map<MentionId, MentionId[]>();
  for (const [left, right] of joins) {
    const known = partners.get(left);
    if (known === undefined) partners.set(left, [right]);
    else known.push(right);
  }
  return partners;
}

/** Joins what the run has decided; whatever else is drawn in stays as it is. */
function knownJoins(
  kinds: ReadonlySet<EntityKind>,
  decided: ReadonlySet<MentionId>,
  partners: ReadonlyMap<MentionId, readonly MentionId[]>,
): Matcher {
  return {
    attention: [],
    kinds: async () => kinds,
    opens: () => false,
    expand: async () => [],
    follow: async () => [],
    join: async (mentions): Promise<readonly Join[]> => [
      ...[...decided].flatMap((id) => (partners.get(id) ?? []).map((other): Join => [id, other])),
      ...keepTogether(mentions.filter(({ id }) => !decided.has(id))),
    ],
  };
}

function isAsBefore(before: Resolvable, now: Resolvable | undefined): boolean {
  return now !== undefined && now.hash === before.hash && now.identity.prior === before.identity.prior;
}

function* inBatches(
  groups: readonly (readonly Resolvable[])[],
): Generator<readonly (readonly Resolvable[])[]> {
  let pending: (readonly Resolvable[])[] = [];
  let size = 0;
  for (const group of groups) {
    pending.push(group);
    size += group.length;
    if (size < MENTIONS_AT_ONCE) continue;
    yield pending;
    [pending, size] = [[], 0];
  }
  if (pending.length > 0) yield pending;
}

function add(
  total: { created: number; merged: number; split: number; moved: number },
  identity: IdentityChange,
): void {
  total.created += identity.created.length;
  total.merged += identity.emptied.filter(({ survivor }) => survivor !== null).length;
  total.moved += identity.moves.size;
  const emptied = new Set(identity.emptied.map(({ entity }) => entity));
  const split = new Set<EntityId>();
  for (const { before, after } of identity.moves.values())
    if (before !== null && after !== null && !emptied.has(before)) split.add(before);
  total.split += split.size;
}
