import type { Context } from '../context.ts';
import type { Reference } from './contract/reference.ts';
import { listSoundRows } from './judged-rows.ts';
import type { NamingDelivery } from './reference-target.ts';
import { findMissing, type NamedReference, openReferences, statesIn } from './references.ts';

/** What the foreign keys of a delivery come to. */
export interface ReferenceFindings {
  /** Rows that would wait because what they name is not there. */
  readonly faulty: number;
  /** What a person should know all the same, in plain words; never a value of a row. */
  readonly notes: readonly string[];
}

const AT_ONCE = 2_000;

/** Looks up what the rows of a delivery name elsewhere, without changing anything. Reads them again, if it must. */
export async function inspectReferences(
  context: Context,
  delivery: NamingDelivery,
): Promise<ReferenceFindings> {
  const references = await openReferences(context, delivery);
  if (references === null) return { faulty: 0, notes: [] };
  const { unchecked, namedBy } = references;
  const accepted = new Map<Reference, number>();
  let faulty = 0;
  let pending: (readonly NamedReference[])[] = [];
  const flush = async (): Promise<void> => {
    const missing = await findMissing(statesIn(context), pending.flat());
    for (const named of pending) {
      const found = named.filter((one) => missing.has(one));
      if (found.some(({ reference }) => reference.onMissing === 'quarantine')) faulty += 1;
      for (const { reference } of found) {
        if (reference.onMissing === 'accept') accepted.set(reference, (accepted.get(reference) ?? 0) + 1);
      }
    }
    pending = [];
  };
  if (unchecked.length < delivery.definition.references.length) {
    for await (const rows of listSoundRows(delivery.definition, delivery.source)) {
      context.signal?.throwIfAborted();
      for (const row of rows) pending.push(namedBy(row));
      if (pending.length >= AT_ONCE) await flush();
    }
    await flush();
  }
  return {
    faulty,
    notes: [
      ...unchecked.map(
        ({ columns, dataset }) => `${columns.join(', ')} was not looked up: ${dataset} was not taken in yet`,
      ),
      ...[...accepted].map(
        ([{ columns, dataset }, rows]) =>
          `${columns.join(', ')}: ${rows} rows name what ${dataset} does not hold; accepted, as the contract says`,
      ),
    ],
  };
}
