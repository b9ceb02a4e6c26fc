import { cellsAround } from '../place/cover-cells.ts';
import { distanceMeters, type Position } from '../place/distance.ts';

/** When somebody was at one position, in milliseconds since 1970. */
export interface Habit extends Position {
  readonly times: readonly number[];
}

/** The different places of some moments, by number. */
export class Places {
  readonly cells: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #positions: Position[] = [];
  readonly #meters: number;

  constructor(moments: readonly Position[], meters: number) {
    this.#meters = meters;
    const cells = new Set<string>();
    for (const moment of moments) {
      const key = keyOf(moment);
      if (this.#numbers.has(key)) continue;
      this.#numbers.set(key, this.#positions.length);
      this.#positions.push(moment);
      for (const cell of cellsAround(moment, meters)) cells.add(cell);
    }
    this.cells = [...cells];
  }

  numberOf(position: Position): number {
    return this.#numbers.get(keyOf(position)) ?? -1;
  }

  /** When somebody was near each of the places, ascending. */
  timesNear(habits: readonly Habit[]): ReadonlyMap<number, readonly number[]> {
    const near = new Map<number, number[]>();
    for (const habit of habits)
      for (const [number, position] of this.#positions.entries())
        if (distanceMeters(habit, position) <= this.#meters)
          near.set(number, [...(near.get(number) ?? []), ...habit.times]);
    for (const times of near.values()) times.sort((a, b) => a - b);
    return near;
  }
}

function keyOf({ longitude, latitude }: Position): string {
  return `${longitude} ${latitude}`;
}
