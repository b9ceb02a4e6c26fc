import type { Rng } from './rng.ts';

const SLOTS = 4096;

/** A table of values with weights that is drawn from in one step. Rarer than 1 in 4,096 is rounded up to that. */
export class Weighted<T> {
  readonly values: readonly T[];
  readonly #slots: readonly T[];

  constructor(entries: readonly { readonly value: T; readonly weight: number }[]) {
    this.values = entries.map((entry) => entry.value);
    const total = entries.reduce((sum, entry) => sum + entry.weight, 0);
    this.#slots = entries.flatMap((entry) =>
      Array.from({ length: Math.max(1, Math.round((entry.weight / total) * SLOTS)) }, () => entry.value),
    );
  }

  draw(rng: Rng): T {
    return pick(this.#slots, rng);
  }
}

/** One of the values, each as likely as the others. Throws if there is none. */
export function pick<T>(values: readonly T[], rng: Rng): T {
  return get(values, rng.below(values.length));
}

/** The value at an index that must exist. */
export function get<T>(values: readonly T[], index: number): T {
  const value = values[index];
  if (value === undefined) throw new RangeError(`no value at ${index} of ${values.length}`);
  return value;
}

/** Reads `text weight text weight …`; `_` in a text stands for a space. */
export function parseWeighted(table: string): Weighted<string> {
  const words = table.trim().split(/\s+/);
  const entries: { value: string; weight: number }[] = [];
  for (let i = 0; i + 1 < words.length; i += 2) {
    entries.push({ value: get(words, i).replaceAll('_', ' '), weight: Number(words[i + 1]) });
  }
  return new Weighted(entries);
}
