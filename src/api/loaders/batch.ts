import DataLoader from 'dataloader';

/** Reads one thing for many keys at once; a key without one is null. */
export function batchOne<V>(
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): DataLoader<string, V | null> {
  return new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? null);
  });
}

/** Reads one thing for many keys at once; a key without one gives `otherwise`. */
export function batchOr<V>(
  otherwise: V,
  read: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
): DataLoader<string, V> {
  return new DataLoader(async (keys) => {
    const found = await read(keys);
    return keys.map((key) => found.get(key) ?? otherwise);
  });
}

/** Loaders of one sort that differ in the arguments of their field: one for each set of arguments. */
export class LoadersByArguments<V> {
  readonly #known = new Map<string, DataLoader<string, V>>();

  of(args: unknown, create: () => DataLoader<string, V>): DataLoader<string, V> {
    const key = JSON.stringify(args);
    const loader = this.#known.get(key) ?? create();
    this.#known.set(key, loader);
    return loader;
  }
}
