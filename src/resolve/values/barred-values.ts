import { listBarredValues } from '../../generated/statements.ts';
import type { Graph, Transaction } from '../../graph/graph.ts';
import type { KnownProblemId } from '../../ids.ts';
import type { MentionState } from '../../intake/batch-change.ts';
import type { StoredAttribute } from '../../intake/stored-attribute.ts';
import type { BarredValue } from '../../intake/value-decisions.ts';
import { patternKey } from '../../intake/value-key.ts';

type Barred = Pick<BarredValue, 'id' | 'at'>;

type Reader = Pick<Transaction, 'run'>;

/** Values that people found to be nobody's (placeholders): they join nothing, and nothing prefers them. */
export class BarredValues {
  readonly #byKey: ReadonlyMap<string, Barred>;
  readonly #kinds: ReadonlySet<string>;

  constructor(rows: readonly BarredValue[]) {
    this.#byKey = new Map(rows.map(({ id, key, at }) => [key, { id, at }]));
    this.#kinds = new Set(rows.map(({ kind }) => kind));
  }

  /** The known problem that a value is, as of a time in milliseconds (null: now). */
  find(
    attribute: Pick<StoredAttribute, 'kind' | 'scheme' | 'value'>,
    asOf: number | null = null,
  ): KnownProblemId | null {
    if (!this.#kinds.has(attribute.kind)) return null;
    const found = this.#byKey.get(patternKey(attribute));
    return found === undefined || (asOf !== null && found.at > asOf) ? null : found.id;
  }

  /** A mention for whoever decides who it is: what is nobody's says no more than any other placeholder. */
  bar(state: MentionState): MentionState {
    if (this.#kinds.size === 0) return state;
    if (state.attributes.every((attribute) => this.find(attribute) === null)) return state;
    return {
      ...state,
      attributes: state.attributes.map((attribute) =>
        this.find(attribute) === null
          ? attribute
          : { ...attribute, flags: [...(attribute.flags ?? []), 'placeholder' as const] },
      ),
    };
  }
}

const known = new WeakMap<Reader, Promise<BarredValues>>();

/** What is barred, read once for each transaction. */
export function barredIn(transaction: Transaction): Promise<BarredValues> {
  const found = known.get(transaction);
  if (found !== undefined) return found;
  const reading = transaction.run(listBarredValues, {}).then((rows) => new BarredValues(rows));
  known.set(transaction, reading);
  return reading;
}

/** The same for whoever reads outside of one. */
export async function readBarred({ graph }: { readonly graph: Graph }): Promise<BarredValues> {
  return new BarredValues(await graph.read(listBarredValues, {}));
}
