/**
 * A cache of two generations: when the young one is full it becomes the old one and the former old one is dropped,
 * so that values in use survive at the price of one extra look-up and no bookkeeping per hit.
 * It holds at most twice `generationSize` values.
 */
export class BoundedCache<V> {
  private readonly generationSize: number;
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  constructor(generationSize: number) {
    this.generationSize = generationSize;
  }

  find(key: string): V | undefined {
    const fresh = this.young.get(key);
    if (fresh !== undefined) return fresh;
    const aged = this.old.get(key);
    if (aged !== undefined) this.keep(key, aged);
    return aged;
  }

  keep(key: string, value: V): void {
    if (this.young.size >= this.generationSize) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }
}
