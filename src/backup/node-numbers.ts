const PAGE_BITS = 16;
const PAGE_SIZE = 2 ** PAGE_BITS;

/**
 * Which element of the new store a node of the file became, in eight bytes a node: numbers of a store are dense, so
 * pages of them are filled well. The part that all element ids of a store share is kept once.
 */
export class NodeNumbers {
  #prefix: string | undefined;
  readonly #pages = new Map<number, Float64Array>();

  set(number: number, elementId: string): void {
    const cut = elementId.lastIndexOf(':') + 1;
    const prefix = elementId.slice(0, cut);
    this.#prefix ??= prefix;
    const made = Number(elementId.slice(cut));
    if (prefix !== this.#prefix || !Number.isSafeInteger(made)) {
      throw new Error(`This server writes its element ids otherwise: ${elementId}`);
    }
    const index = Math.floor(number / PAGE_SIZE);
    let page = this.#pages.get(index);
    if (page === undefined) {
      page = new Float64Array(PAGE_SIZE).fill(-1);
      this.#pages.set(index, page);
    }
    page[number % PAGE_SIZE] = made;
  }

  find(number: number): string | undefined {
    const made = this.#pages.get(Math.floor(number / PAGE_SIZE))?.[number % PAGE_SIZE];
    return made === undefined || made < 0 ? undefined : `${this.#prefix}${made}`;
  }
}
