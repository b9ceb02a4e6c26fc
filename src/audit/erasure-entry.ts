import type { EntryDraft } from '../chain/entry.ts';
import { buildEntry } from './access-entry.ts';

/** What was erased of one dataset, because its contract lets nobody keep it any longer. */
export interface Erasure {
  readonly dataset: string;
  /** The delivery that it was done under. */
  readonly delivery: string;
  /** Name of the user of the machine who ran it. */
  readonly by: string;
  /** What went and why, in a line: counts, never values. */
  readonly note: string;
  /** Records and quarantined rows. */
  readonly size: number;
}

/** An erasure as an entry of the log of access: who erased what of which dataset, and why. */
export function buildErasureEntry({ dataset, delivery, by, note, size }: Erasure): EntryDraft {
  return buildEntry(
    {
      caller: { user: by, role: 'bureau', department: null },
      ...{ matter: null, decision: '', policyVersion: '', size },
      ...{ entities: [], records: [], mentions: [], about: [delivery], datasets: [dataset], classes: [] },
    },
    { id: delivery, kind: 'retention', operation: note, fields: [], question: dataset, outcome: 'OK' },
  );
}
