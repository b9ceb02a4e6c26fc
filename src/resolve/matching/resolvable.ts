import type { Context } from '../../context.ts';
import { pageResolvable, readResolvable } from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import type { MentionId } from '../../ids.ts';
import type { MentionState } from '../../intake/batch-change.ts';
import type { EntityKind } from '../../intake/mapped.ts';
import { toMentionState } from '../../intake/record-difference.ts';
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
    for (const row of rows) all.push(toResolvable(row, barred));
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
export function toResolvable(row: ResolvableRow, barred: BarredValues): Resolvable {
  return { hash: row.hash, identity: toIdentityMention(barred.bar(toMentionState(row)), row.entity) };
}

/** A mention as the engine takes it; `onceIn` holds the datasets of which no two records are one entity. */
export function toEngineMention(state: MentionState, onceIn?: ReadonlySet<string>): EngineMention {
  const { id, kind, type, dataset, attributes, validFrom, validTo, point } = state;
  return {
    ...{ id, kind, type, source: dataset, attributes, validFrom, validTo },
    ...(point === undefined ? {} : { point }),
    ...(onceIn?.has(dataset) === true ? { once: true } : {}),
  };
}
