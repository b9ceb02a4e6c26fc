import type { Context } from '../context.ts';
import { JingweiError } from '../errors.ts';
import { findTombstones, readErasureKey as readErasureKeyOf } from '../generated/statements.ts';
import { type ErasureKey, readErasureKey } from './erasure-key.ts';
import type { SourceRow } from './mapped.ts';

/** Rows of a dataset that were erased, so that they are passed over when they are delivered again. */
export class ErasedRows {
  readonly #context: Context;
  readonly #dataset: string;
  readonly #key: ErasureKey;

  constructor(context: Context, dataset: string, key: ErasureKey) {
    this.#context = context;
    this.#dataset = dataset;
    this.#key = key;
  }

  /** Those of some rows that were erased. */
  async find(rows: readonly SourceRow[]): Promise<ReadonlySet<SourceRow>> {
    const marks = rows.map((row) => this.#key.tombstoneOf(this.#dataset, row));
    const found = await this.#context.graph.read(findTombstones, { ids: [...new Set(marks)] });
    const erased = new Set(found.map(({ id }) => id));
    return new Set(rows.filter((_, index) => erased.has(marks[index] ?? '')));
  }
}

/** The erased rows of a dataset; null when none ever were. Throws RETENTION_KEY when they could not be known again. */
export async function openErasedRows(context: Context, dataset: string): Promise<ErasedRows | null> {
  const key = (await context.graph.read(readErasureKeyOf, { dataset }))[0]?.key ?? null;
  if (key === null) return null;
  const file = context.settings.retention.keyFile;
  const known = await readErasureKey(file);
  if (known === undefined) throw new JingweiError('RETENTION_KEY', { file, reason: 'it is not there' });
  if (known.id !== key) throw new JingweiError('RETENTION_KEY', { file, reason: 'it is another one' });
  return new ErasedRows(context, dataset, known);
}
