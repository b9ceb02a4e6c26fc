import type { Context } from '../../context.ts';
import { listOnceDatasets, pageResolvable, readResolvable } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { MentionId } from '../../ids.ts';
import { AttributePool } from '../../intake/attribute-pool.ts';
import type { MentionState } from '../../intake/batch-change.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { toMentionState } from '../../intake/record-difference.ts';
import { minuteOf } from '../engine/comparisons/moment.ts';
import type { EngineMention } from '../engine/mention.ts';
import { type IdentityMention, toIdentityMention } from '../identity-claim.ts';
import { type BarredValues, barredIn, readBarred } from '../values/barred-values.ts';

/** A mention that stands today, as identity sees it. */
export interface Resolvable {
  readonly identity: IdentityMention;
  /** Digest of what it says: another one means that it was stated anew. */
  readonly hash: string;
}

type ResolvableRow = NonNullable<(typeof readResolvable)['types']>['row'];

const PAGE = 10_000;

/** All mentions of one kind that stand today, in order of their ids. `onPage` hears how many were read so far. */
export async function readAllResolvable(
  context: Context,
  kind: EntityKind,
  onPage: (read: number) => void = () => undefined,
): Promise<readonly Resolvable[]> {
  const all: Resolvable[] = [];
  const pool = new AttributePool();
  let after = '';
  for (;;) {
    context.signal?.throwIfAborted();
    const rows = await context.graph.read(
      pageResolvable,
      { kind, after, limit: BigInt(PAGE) },
      { signal: context.signal },
    );
    const barred = await readBarred(
      context,
      rows.map(({ id }) => id),
    );
    for (const row of rows) all.push(toResolvable(row, barred, pool));
    onPage(all.length);
    if (rows.length < PAGE) return all;
    after = rows.at(-1)?.id ?? after;
  }
}

/** Those of some mentions that stand today, in order of their ids. */
export async function readSomeResolvable(
  transaction: Transaction,
  mentions: readonly MentionId[],
): Promise<readonly Resolvable[]> {
  if (mentions.length === 0) return [];
  const barred = await barredIn(transaction, mentions);
  return (await transaction.run(readResolvable, { mentions })).map((row) => toResolvable(row, barred));
}

/** A mention from what the graph keeps of it; values that are nobody's, or were found wrong of it, say nothing. */
export function toResolvable(row: ResolvableRow, barred: BarredValues, pool?: AttributePool): Resolvable {
  const { attributes, ...state } = barred.bar(toMentionState(row));
  const shared = pool === undefined ? attributes : pool.share(attributes);
  return { hash: row.hash, identity: toIdentityMention({ ...state, attributes: shared }, row.entity) };
}

/** Per dataset that promises it the role of which no two of its records state one entity; `*`: of any role. */
export type OnceRoles = ReadonlyMap<string, string>;

const ANY_ROLE = '*';

/** What datasets promise today. */
export async function readOnceRoles(context: Context): Promise<OnceRoles> {
  return toOnceRoles(await context.graph.read(listOnceDatasets, {}));
}

/** The same within a transaction. */
export async function onceRolesIn(transaction: Transaction): Promise<OnceRoles> {
  return toOnceRoles(await transaction.run(listOnceDatasets, {}));
}

function toOnceRoles(rows: readonly { readonly id: string; readonly role: string }[]): OnceRoles {
  return new Map(rows.map(({ id, role }) => [id, role]));
}

/** A mention as the engine takes it; what datasets promise matters to training and clustering, not to scores. */
export function toEngineMention(state: MentionState, onceIn?: OnceRoles): EngineMention {
  const { id, record, role, kind, type, dataset, namesake, attributes, validFrom, validTo, point } = state;
  const once = onceIn?.get(dataset);
  return {
    ...{ id, kind, type, source: dataset, attributes, validFrom, validTo },
    ...(point === undefined ? {} : { point }),
    ...(minuteOf(state) === null ? {} : { record }),
    ...(once === role || once === ANY_ROLE ? { once: true } : {}),
    ...(namesake ? { together: record } : {}),
  };
}
