import type { DatasetClasses } from '../intake/dataset-classes.ts';

/** What a decision knows of a dataset; the catalogue's own model is one. */
export interface ProtectedDataset {
  readonly id: string;
  readonly department: { readonly id: string };
  readonly sharing: 'open' | 'conditional' | 'closed';
  readonly classes: DatasetClasses;
  /** Whether some person holds something in it back from use: what is kept of the whole of it tells of her too. */
  readonly holdsBack: boolean;
}
