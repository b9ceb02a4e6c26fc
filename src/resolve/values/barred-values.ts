import { listBarredValues, listRejectedValues } from '../../generated/statements.ts';
import type { Graph, Transaction } from '../../graph/graph.ts';
import type { KnownProblemId, MentionId } from '../../ids.ts';
import type { MentionState } from '../../intake/batch-change.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import type { BarredValue } from '../../intake/value-decisions.ts';
import { patternKey, toLocationValue, valueKey } from '../../intake/value-key.ts';

type Barred = Pick<BarredValue, 'id' | 'at'>;
/** Keys of values that were found wrong, by the mention that states them. */
type Rejected = ReadonlyMap<MentionId, ReadonlySet<string>>;

type Reader = Pick<Transaction, 'run'>;
type BarredRow = NonNullable<(typeof listBarredValues)['types']>['row'];

/**
 * Values that people found to be nobody's (placeholders), and those that were found wrong of what a mention is about: they join
 * nothing, and nothing prefers them.
 */
export class BarredValues {
  readonly #byKey: ReadonlyMap<string, Barred>;
  readonly #kinds: ReadonlySet<string>;
  readonly #rejected: Rejected;

  constructor(rows: readonly BarredValue[], rejected: Rejected = new Map()) {
    this.#byKey = new Map(rows.map(({ id, key, at }) => [key, { id, at }]));
    this.#kinds = new Set(rows.map(({ kind }) => kind));
    this.#rejected = rejected;
  }

  /** The known problem that a value is, as of a time in milliseconds (null: now). */
  find(
    attribute: { readonly kind: string; readonly scheme?: string | null | undefined; readonly value: string },
    asOf: number | null = null,
  ): KnownProblemId | null {
    if (!this.#kinds.has(attribute.kind)) return null;
    const found = this.#byKey.get(patternKey(attribute));
    return found === undefined || (asOf !== null && found.at > asOf) ? null : found.id;
  }

  /** A mention for whoever decides who it is: what is nobody's, or not its own, says no more than any other placeholder. */
  bar(state: MentionState): MentionState {
    const rejected = this.#rejected.get(state.id);
    if (this.#kinds.size === 0 && rejected === undefined) return state;
    const isBarred = (attribute: StoredAttribute): boolean =>
      this.find(attribute) !== null ||
      rejected?.has(valueKey({ ...attribute, attribute: attribute.name })) === true;
    const { point, ...placeless } = state;
    const isPlaced = point !== undefined && this.find(toLocationValue(point)) === null;
    const placed = isPlaced ? state : placeless;
    if (!state.attributes.some(isBarred)) return placed;
    return {
      ...placed,
      attributes: state.attributes.map((attribute) =>
        isBarred(attribute)
          ? { ...attribute, flags: [...(attribute.flags ?? []), 'placeholder' as const] }
          : attribute,
      ),
    };
  }
}

const known = new WeakMap<Reader, Promise<BarredRow | undefined>>();

/** What is barred of some mentions; what is nobody's is read once for each transaction. */
export async function barredIn(
  transaction: Transaction,
  mentions: readonly MentionId[],
): Promise<BarredValues> {
  let reading = known.get(transaction);
  if (reading === undefined) {
    reading = transaction.run(listBarredValues, {}).then(([row]) => row);
    known.set(transaction, reading);
  }
  return toBarred(await reading, mentions, () => transaction.run(listRejectedValues, { mentions }));
}

/** What was read in a transaction is read again: it has just decided about a value itself. */
export function forgetBarred(transaction: Transaction): void {
  known.delete(transaction);
}

/** The same for whoever reads outside of one. */
export async function readBarred(
  { graph }: { readonly graph: Graph },
  mentions: readonly MentionId[],
): Promise<BarredValues> {
  const [row] = await graph.read(listBarredValues, {});
  return toBarred(row, mentions, () => graph.read(listRejectedValues, { mentions }));
}

type RejectedRow = NonNullable<(typeof listRejectedValues)['types']>['row'];

async function toBarred(
  row: BarredRow | undefined,
  mentions: readonly MentionId[],
  readRejected: () => Promise<readonly RejectedRow[]>,
): Promise<BarredValues> {
  const rows = row?.areRejected === true && mentions.length > 0 ? await readRejected() : [];
  return new BarredValues(
    row?.barred ?? [],
    new Map(rows.map(({ mention, keys }) => [mention, new Set(keys)])),
  );
}
