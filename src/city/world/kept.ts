/**
 * Remembers the last thing made for each of a fixed number of places; a number shares its place with those that differ
 * from it by a multiple of the size. What was made is the same whether it is remembered or made again.
 */
export class Kept<T> {
  readonly #mask: number;
  readonly #numbers: Int32Array;
  readonly #things: (T | undefined)[];

  /** `bits`: 2^bits places. */
  constructor(bits: number) {
    this.#mask = 2 ** bits - 1;
    this.#numbers = new Int32Array(2 ** bits).fill(-1);
    this.#things = new Array<T | undefined>(2 ** bits).fill(undefined);
  }

  get(number: number, make: (number: number) => T): T {
    const place = number & this.#mask;
    const known = this.#things[place];
    if (known !== undefined && this.#numbers[place] === number) return known;
    const made = make(number);
    this.#numbers[place] = number;
    this.#things[place] = made;
    return made;
  }
}
