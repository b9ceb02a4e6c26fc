import type { Classification } from '../intake/contract/contract.ts';

/** Why something is withheld, and so what would be needed to see it. */
export const REDACTION_CODES = [
  'MATTER_REQUIRED',
  'NOT_IN_MATTER',
  'APPROVAL_REQUIRED',
  'OUT_OF_SCOPE',
  'NOT_FOR_ROLE',
] as const;
export type RedactionCode = (typeof REDACTION_CODES)[number];

/** One entry of `extensions.redactions`: it depends on class and dataset only, never on whether there is a value. */
export interface Redaction {
  readonly path: readonly (string | number)[];
  readonly code: RedactionCode;
  readonly classes: readonly Classification[];
  readonly datasets: readonly string[];
  readonly needed: string;
}

/** Entries of one answer; a page of a thousand mentions says what it withholds without doubling in size. */
const MOST = 1_000;

/** Collects what an answer withholds. One for each request. */
export class Redactions {
  readonly #entries = new Map<
    string,
    { redaction: Redaction; datasets: Set<string>; classes: Set<Classification> }
  >();
  #isCut = false;

  add(
    path: readonly (string | number)[],
    dataset: string,
    dataClass: Classification,
    why: { readonly code: RedactionCode; readonly needed: string },
  ): void {
    const key = `${path.join('.')} ${why.code} ${why.needed}`;
    const known = this.#entries.get(key);
    if (known !== undefined) {
      known.datasets.add(dataset);
      known.classes.add(dataClass);
    } else if (this.#entries.size >= MOST) this.#isCut = true;
    else
      this.#entries.set(key, {
        redaction: { path, ...why, datasets: [], classes: [] },
        datasets: new Set([dataset]),
        classes: new Set([dataClass]),
      });
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  list(): readonly Redaction[] {
    return [...this.#entries.values()].map(({ redaction, datasets, classes }) => ({
      ...redaction,
      classes: [...classes].sort(),
      datasets: [...datasets].sort(),
    }));
  }
}
