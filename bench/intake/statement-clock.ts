import type { StatementTime } from './messages.ts';

/** Adds up how long each statement took. */
export class StatementClock {
  readonly #times = new Map<string, { calls: number; milliseconds: number }>();

  add(name: string, milliseconds: number): void {
    const time = this.#times.get(name) ?? { calls: 0, milliseconds: 0 };
    time.calls += 1;
    time.milliseconds += milliseconds;
    this.#times.set(name, time);
  }

  /** Slowest in sum first. */
  list(): StatementTime[] {
    return [...this.#times]
      .map(([name, time]) => ({ name, ...time }))
      .sort((left, right) => right.milliseconds - left.milliseconds);
  }
}
