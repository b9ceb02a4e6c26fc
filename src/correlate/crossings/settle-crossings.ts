import type { Context } from '../../context.ts';
import {
  listCrossingCounts,
  listDatasets,
  listDueCrossings,
  noteCrossingPoints,
  settleCrossings as settleStatement,
} from '../../generated/statements.ts';
import type { Transaction } from '../../graph/graph.ts';
import { type DateTime, fromDateTime } from '../../graph/values.ts';
import type { DeliveryId } from '../../ids.ts';
import { takeLock } from '../../intake/apply-batch.ts';
import { parseEntityKind } from '../../intake/mapped.ts';
import { readAttributes } from '../../intake/read-attributes.ts';
import { countOccasions } from './count-occasions.ts';
import {
  type Crossed,
  countKeys,
  crossEntity,
  pairOf,
  readCrossed,
  schemesOf,
  storeCrossed,
} from './crossed.ts';
import { groupCounts, readCounts } from './crossing-point.ts';

/** Entities that are counted in one transaction: a second of work at most, for others wait for the lock meanwhile. */
const ENTITIES = 1_000;
/** Mentions of one dataset whose values are compared: of a street with thousands of residents they say the same all over. */
const MENTIONS = 20;
/** Pairs whose points are written in one transaction. */
const PAIRS = 500;

/**
 * Counts anew what a delivery changed of what datasets share, and keeps a point of the curve of each pair that it touched. A
 * delivery that was cut short here does it again when it is resumed. `stating`: the dataset that was delivered, among those that state events.
 */
export async function settleCrossings(
  context: Context,
  delivery: DeliveryId,
  stating: { readonly datasets: readonly string[]; readonly dataset: string },
): Promise<void> {
  const { dataset } = stating;
  const touched = new Set<string>();
  for (;;) {
    context.signal?.throwIfAborted();
    const counted = await context.graph.write(async (transaction) => {
      await takeLock(context, transaction);
      return settleSome(transaction, touched);
    });
    if (counted < ENTITIES) break;
  }
  const datasets = await context.graph.read(listDatasets, {});
  for (const { id: other } of datasets) if (other !== dataset) touched.add(pairOf(dataset, other).join(' '));
  const occasions = await countOccasions(context, stating);
  const pairs = [...touched].sort();
  for (let start = 0; start < pairs.length; start += PAIRS) {
    await context.graph.write(async (transaction) => {
      const at = await takeLock(context, transaction);
      await notePoints(transaction, pairs.slice(start, start + PAIRS), { at, delivery, occasions });
    });
  }
}

async function settleSome(transaction: Transaction, touched: Set<string>): Promise<number> {
  const due = await transaction.run(listDueCrossings, { limit: BigInt(ENTITIES), most: BigInt(MENTIONS) });
  if (due.length === 0) return 0;
  const changes = new Map<string, number>();
  const add = (crossed: Crossed, change: number): void => {
    for (const key of countKeys(crossed)) changes.set(key, (changes.get(key) ?? 0) + change);
    for (const [a, b] of crossed.pairs) touched.add(`${a} ${b}`);
  };
  const rows = due.map(({ id, kind, crossed: before, stated }) => {
    const mentions = new Map(
      stated.map(([dataset, values]) => [
        dataset,
        values.map(([attributes, validFrom, validTo]) => ({
          attributes: readAttributes(attributes),
          ...{ validFrom, validTo },
        })),
      ]),
    );
    const now = crossEntity(
      parseEntityKind(kind),
      stated.map(([dataset, , since, until, placed]) => ({
        dataset,
        schemes: schemesOf(mentions.get(dataset) ?? []),
        isPlaced: placed === 1,
        firstMonth: monthOf(since),
        lastMonth: monthOf(until - 1),
      })),
      mentions,
    );
    if (before !== null) add(readCrossed(before), -1);
    add(now, 1);
    return { id, crossed: now.stated.length === 0 ? null : storeCrossed(now) };
  });
  const counts = [...changes]
    .filter(([, change]) => change !== 0)
    .map(([key, change]) => ({ key, change: BigInt(change) }));
  transaction.send(settleStatement, { rows, counts });
  return due.length;
}

interface PointCause {
  readonly at: DateTime;
  readonly delivery: DeliveryId;
  readonly occasions: ReadonlyMap<string, number>;
}

async function notePoints(
  transaction: Transaction,
  pairs: readonly string[],
  { at, delivery, occasions }: PointCause,
): Promise<void> {
  const ends = pairs.map((pair) => pair.split(' '));
  const starts = [...new Set(ends.flat())].map((dataset) => `${dataset}  `);
  const kept = await transaction.run(listCrossingCounts, {
    starts: [...starts, ...pairs.map((pair) => `${pair} `)],
  });
  const counts = groupCounts(kept);
  const rows = ends.map(([a = '', b = '']) => {
    const { sides, ...shared } = readCounts(counts, a, b);
    const pair = `${a} ${b}`;
    const whole = Object.entries(shared).map(([name, count]): [string, bigint] => [name, BigInt(count)]);
    return {
      id: `${pair} ${fromDateTime(at)}`,
      properties: {
        ...Object.fromEntries(whole),
        ...{ id: `${pair} ${fromDateTime(at)}`, pair, at, delivery },
        occasions: occasions.has(pair) ? BigInt(occasions.get(pair) ?? 0) : null,
        counts: sides.flatMap((side) =>
          [side.all, side.unlinked, side.noIdentifier, side.noCoordinate, side.outOfPeriod].map(BigInt),
        ),
      },
    };
  });
  transaction.send(noteCrossingPoints, { rows });
}

/** `2024-02`, in UTC; what has no beginning or no end is in the first or last month that is kept. */
function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}
