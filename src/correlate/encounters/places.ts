import { cellsAround } from '../place/cover-cells.ts';
import { distanceMeters, type Position } from '../place/distance.ts';
import { type Stay, type Stays, toStays } from './chance.ts';

/** When somebody was at one position: the begin of each stay and, in the same order, its end; milliseconds since 1970. */
export interface Habit extends Position {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
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

  /** When somebody was near each of the places. */
  staysNear(habits: readonly Habit[]): ReadonlyMap<number, Stays> {
    const near = new Map<number, Stay[]>();
    for (const habit of habits) {
      const stays = habit.begins.map((from, index): Stay => [from, habit.ends[index] ?? from]);
      for (const [number, position] of this.#positions.entries())
        if (distanceMeters(habit, position) <= this.#meters)
          near.set(number, [...(near.get(number) ?? []), ...stays]);
    }
    return new Map([...near].map(([number, stays]) => [number, toStays(stays)]));
  }
}

function keyOf({ longitude, latitude }: Position): string {
  return `${longitude} ${latitude}`;
}
