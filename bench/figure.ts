/** One measured number that the project asks something of. */
export interface Figure {
  /** `bench.what`, as baselines and results name it. */
  readonly name: string;
  readonly meaning: string;
  readonly measured: number;
  readonly unit: 'ratio' | 'megabytes' | 'seconds' | 'milliseconds' | 'per second';
  readonly asked: { readonly least: number } | { readonly most: number };
}

/** What one bench found: the numbers asked for, and whatever explains them. */
export interface BenchResult {
  readonly bench: string;
  readonly figures: readonly Figure[];
  /** Plain tables for the terminal, in order. */
  readonly tables: readonly Table[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export function isReached({ measured, asked }: Figure): boolean {
  return 'least' in asked ? measured >= asked.least : measured <= asked.most;
}

export function describeAsked({ asked }: Figure): string {
  return 'least' in asked ? `≥ ${asked.least}` : `≤ ${asked.most}`;
}
