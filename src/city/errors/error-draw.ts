import { Rng } from '../world/rng.ts';
import { type DepartmentRates, ERROR_KINDS, type ErrorKind } from './rates.ts';

/** How often a kind of error could have happened and did. */
export interface ErrorCount {
  readonly tried: number;
  readonly happened: number;
}

interface Kind {
  readonly rate: number;
  tried: number;
  happened: number;
}

/**
 * Draws errors for one department, apart from the draws that make the city: with other rates the city stays the same.
 * Counts what it does, so a summary can say how dirty the files are.
 */
export class ErrorDraw {
  readonly rng: Rng;
  readonly #kinds = new Map<ErrorKind, Kind>();

  constructor(seed: number, dataset: string, rates: DepartmentRates) {
    this.rng = new Rng(seed, `errors ${dataset}`);
    for (const kind of ERROR_KINDS) {
      const rate = rates[kind];
      if (rate !== undefined && rate > 0) this.#kinds.set(kind, { rate, tried: 0, happened: 0 });
    }
  }

  at(index: number): this {
    this.rng.at(index);
    return this;
  }

  /** Whether the error happens here. Ask only where it can. */
  hits(name: ErrorKind): boolean {
    const kind = this.#kinds.get(name);
    if (kind === undefined) return false;
    kind.tried++;
    if (!this.rng.chance(kind.rate)) return false;
    kind.happened++;
    return true;
  }

  counts(): Readonly<Partial<Record<ErrorKind, ErrorCount>>> {
    return Object.fromEntries(
      [...this.#kinds].map(([name, { tried, happened }]) => [name, { tried, happened }]),
    );
  }
}
