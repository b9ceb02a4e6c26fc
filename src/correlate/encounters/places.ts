import { cellsAround } from '../place/cover-cells.ts';
import { distanceMeters, type Position } from '../place/distance.ts';
import { type LocatedStay, Stays } from './stays.ts';

/** When somebody was at one position: the begin of each stay and, in the same order, its end; milliseconds since 1970. */
export interface Habit extends Position {
  readonly begins: readonly number[];
  readonly ends: readonly number[];
}

/** No two positions are closer than so many degrees of latitude for each meter between them. */
const DEGREES_PER_METER = 1 / 111_000;

/** The different positions of some moments, by number, and the places that they make up. */
export class Places {
  readonly cells: readonly string[];
  readonly #numbers = new Map<string, number>();
  readonly #positions: Position[] = [];
  /** Of each position the number of the first one that it is near. */
  readonly #places: number[] = [];
  readonly #meters: number;

  constructor(moments: readonly Position[], meters: number) {
    this.#meters = meters;
    const cells = new Set<string>();
    const firsts: number[] = [];
    for (const moment of moments) {
      const key = keyOf(moment);
      if (this.#numbers.has(key)) continue;
      const number = this.#positions.push(moment) - 1;
      this.#numbers.set(key, number);
      const place = firsts.find((first) => this.#isNear(moment, this.#positions[first])) ?? number;
      if (place === number) firsts.push(number);
      this.#places.push(place);
      for (const cell of cellsAround(moment, meters)) cells.add(cell);
    }
    this.cells = [...cells];
  }

  /** Number of a position, which is one of those of the moments. */
  numberOf(position: Position): number {
    return this.#numbers.get(keyOf(position)) ?? -1;
  }

  /** Number of the place that a position is in: as wide as near is, however exactly each moment was measured. */
  placeOf(position: Position): number {
    return this.#places[this.numberOf(position)] ?? -1;
  }

  /** When somebody was near any of the positions. */
  staysNear(habits: readonly Habit[]): Stays {
    const near = habits.filter((habit) => this.#positions.some((position) => this.#isNear(habit, position)));
    return new Stays(
      near.flatMap((habit): readonly LocatedStay[] => {
        const isAt = (number: number): boolean => this.#isNear(habit, this.#positions[number]);
        return habit.begins.map((from, index) => ({ stay: [from, habit.ends[index] ?? from], isAt }));
      }),
    );
  }

  #isNear(one: Position, other: Position | undefined): boolean {
    return (
      other !== undefined &&
      // Cheap, and true of most: many positions are compared.
      Math.abs(one.latitude - other.latitude) <= this.#meters * DEGREES_PER_METER &&
      distanceMeters(one, other) <= this.#meters
    );
  }
}

function keyOf({ longitude, latitude }: Position): string {
  return `${longitude} ${latitude}`;
}
