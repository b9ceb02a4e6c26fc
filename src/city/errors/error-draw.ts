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

/** That a department states a value which is wrong in substance: not merely spelled or laid out in another way. */
export interface Mistake {
  readonly role: string;
  readonly item: string;
  readonly attribute: string;
  readonly written: string;
  /** What it should say, or that of it which is wrong; '' where it was so once. */
  readonly truth: string;
}

/**
 * Draws errors for one department, apart from the draws that make the city: with other rates the city stays the same.
 * Counts what it does, so a summary can say how dirty the files are.
 */
export class ErrorDraw {
  readonly rng: Rng;
  readonly #kinds = new Map<ErrorKind, Kind>();
  #slips: Pick<Mistake, 'attribute' | 'truth'>[] = [];
  #mistakes: Mistake[] = [];

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

  /** Notes that a value is written which is not the true one, and gives it. */
  mistake(attribute: string, truth: string, written: string): string {
    if (written !== truth) this.#slips.push({ attribute, truth });
    return written;
  }

  /** Says in which roles the value stands that was written just now, and gives it. */
  of(roles: string | readonly string[], written: string, item = ''): string {
    for (const slip of this.#slips)
      for (const role of typeof roles === 'string' ? [roles] : roles)
        this.#mistakes.push({ ...slip, role, item, written });
    this.#slips = [];
    return written;
  }

  /** The mistakes since it was last asked; those of nobody are forgotten. */
  takeMistakes(): readonly Mistake[] {
    const taken = this.#mistakes;
    this.#mistakes = [];
    this.#slips = [];
    return taken;
  }

  counts(): Readonly<Partial<Record<ErrorKind, ErrorCount>>> {
    return Object.fromEntries(
      [...this.#kinds].map(([name, { tried, happened }]) => [name, { tried, happened }]),
    );
  }
}
