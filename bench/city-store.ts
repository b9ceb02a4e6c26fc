import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { type PreparedCity, prepareCity } from './intake/prepare-city.ts';
import { type TakenIn, takeIn } from './intake/take-in-city.ts';
import type { BenchOptions } from './options.ts';

/** A store with a city in it. */
export interface CityStore extends BenchStore {
  /** How the city was taken in; null where it was there before. */
  readonly taken: TakenIn | null;
}

/** What a bench adds to a city before it is taken in; `name` tells such a city from the plain one. */
export interface CityAddition {
  readonly name: string;
  add(store: BenchStore, city: PreparedCity): Promise<void>;
}

/**
 * A store with a city in it, taken in by the product. With `--home` it is kept there and used again by the next bench that asks
 * for the same city, together with whatever benches have written since. Throws a TypeError where it holds another city.
 */
export async function openCityStore(
  { rows, seed, home }: BenchOptions,
  addition: CityAddition | null = null,
): Promise<CityStore> {
  const wanted = [`${rows} records, seed ${seed}`, ...(addition === null ? [] : [addition.name])].join(', ');
  const mark = home === null ? null : join(home, 'city.txt');
  const isKept = mark !== null && existsSync(mark);
  if (isKept && (await readFile(mark, 'utf8')) !== wanted)
    throw new TypeError(`${home} holds another city; give another folder, or --rows and --seed as they were`);
  const store = await openBenchStore(home);
  if (isKept) return { ...store, taken: null };
  try {
    const city = await prepareCity(rows, seed);
    try {
      await addition?.add(store, city);
      const taken = await takeIn(store, city);
      if (mark !== null) await writeFile(mark, wanted);
      return { ...store, taken };
    } finally {
      await city.remove();
    }
  } catch (error) {
    await store.close();
    throw error;
  }
}
