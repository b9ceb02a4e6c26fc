interface Bucket {
  /** What may still be spent. */
  left: number;
  /** When that was so, in milliseconds. */
  at: number;
}

const MINUTE = 60_000;

/**
 * A token bucket for each app, filled with what it may spend in a minute and refilled all the time. It lives in this
 * process: behind a balancer each server grants the whole of it.
 */
export class CostBudgets {
  readonly #buckets = new Map<string, Bucket>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Takes the cost of a query, or gives the seconds after which there is enough for it. Never more than a full bucket. */
  spend(app: string, costPerMinute: number, cost: number): number {
    const now = this.#clock();
    const { left, at } = this.#buckets.get(app) ?? { left: costPerMinute, at: now };
    const refilled = Math.min(costPerMinute, left + (Math.max(0, now - at) * costPerMinute) / MINUTE);
    const asked = Math.min(cost, costPerMinute);
    const isEnough = refilled >= asked;
    this.#buckets.set(app, { left: isEnough ? refilled - asked : refilled, at: now });
    return isEnough ? 0 : Math.ceil(((asked - refilled) * MINUTE) / costPerMinute / 1000);
  }
}
