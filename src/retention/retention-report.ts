/** What of one dataset is over its time, or was erased. Counts are of things, rows apart. */
export interface DatasetErasure {
  readonly dataset: string;
  /** What the contract says, e.g. `15 y`. */
  readonly retention: string;
  /** Whatever ended before this instant goes (ISO, UTC). */
  readonly before: string;
  readonly records: number;
  /** Those of the records that still stood. */
  readonly standing: number;
  /** Raw rows of the records. */
  readonly rows: number;
  /** Superseded statements: of erased records, and of records that stay. */
  readonly versions: number;
  readonly mentions: number;
  readonly quarantined: number;
  /** Held deliveries that nobody decided about in all that time; their bytes go. */
  readonly held: readonly string[];
  /** Why nothing of it was erased although something is over its time; null: nothing is in the way. */
  readonly kept: string | null;
}

/** What a run found, or did. */
export interface RetentionReport {
  /** True: nothing was changed. */
  readonly dryRun: boolean;
  readonly at: string;
  readonly datasets: readonly DatasetErasure[];
  /** Datasets whose contract states no retention: nothing of theirs is ever over its time. */
  readonly unlimited: readonly string[];
}
