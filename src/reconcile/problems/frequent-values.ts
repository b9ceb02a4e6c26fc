/**
 * Which values stand more often than others, in bounded memory, however many there are: every value that stands oftener
 * than once in `capacity` is among those that are kept, with a count that is never too high.
 * Misra and Gries, Finding repeated elements, Science of Computer Programming 2 (1982).
 */
export class FrequentValues {
  readonly #counts = new Map<string, number>();
  readonly #capacity: number;
  #total = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(value: string): void {
    this.#total += 1;
    const known = this.#counts.get(value);
    if (known !== undefined) this.#counts.set(value, known + 1);
    else if (this.#counts.size < this.#capacity) this.#counts.set(value, 1);
    else
      for (const [other, count] of this.#counts) {
        if (count === 1) this.#counts.delete(other);
        else this.#counts.set(other, count - 1);
      }
  }

  /** How often values stand on average beside one that stands so often; those that were let go are not counted apart. */
  meanBeside(count: number): number {
    return Math.max(1, (this.#total - count) / Math.max(1, this.#counts.size - 1));
  }

  /** Values whose count reaches some least one. */
  atLeast(least: number): readonly string[] {
    return [...this.#counts].filter(([, count]) => count >= least).map(([value]) => value);
  }
}
