import type { ColumnOf } from './comparison.ts';

/** `t1 … tn`. */
export function slots(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
}

/** Values into slots; what does not fit is left out. */
export function fillSlots<V extends string | number>(
  prefix: string,
  count: number,
  values: readonly V[],
): Record<string, V | null> {
  return Object.fromEntries(slots(prefix, count).map((slot, index) => [slot, values[index] ?? null]));
}

/** Whether the value at `left` is among the slots of the other mention; never null. */
export function isAmong(left: string, others: readonly string[]): string {
  return `coalesce(${left} IN (${others.join(', ')}), false)`;
}

/** Columns of all the slots of one side. */
export function slotsOf(column: ColumnOf, side: 'l' | 'r', names: readonly string[]): readonly string[] {
  return names.map((name) => column(side, name));
}
