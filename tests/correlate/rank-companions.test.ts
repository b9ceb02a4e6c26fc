import { describe, expect, it } from 'vitest';
import { Crowd, countToBeMet } from '../../src/correlate/encounters/crowd.ts';
import { Places } from '../../src/correlate/encounters/places.ts';
import { type RankedCompanion, rankCompanions } from '../../src/correlate/encounters/rank-companions.ts';
import { distanceMeters } from '../../src/correlate/place/distance.ts';
import { lcg } from './oracle.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const METERS = 50;

interface Pass {
  readonly who: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly validFrom: number;
  readonly validTo: number;
}

/** Who passes gates, each position measured within ten meters. */
class Traffic {
  readonly passes: Pass[] = [];
  readonly random: () => number;

  constructor(seed: number) {
    this.random = lcg(seed);
  }

  pass(who: string, gate: number, time: number): void {
    const off = () => (this.random() - 0.5) / 10_000;
    const position = { longitude: 113 + gate / 50 + off(), latitude: 23 + off() };
    this.passes.push({ who, ...position, validFrom: time, validTo: time });
  }

  companionsOf(who: string, minutes: number): readonly RankedCompanion<string>[] {
    const reach = minutes * MINUTE;
    const moments = this.passes.filter((pass) => pass.who === who);
    const metBy = new Map<string, number[]>();
    for (const other of this.passes.filter((pass) => pass.who !== who))
      for (const [index, moment] of moments.entries()) {
        if (Math.abs(moment.validFrom - other.validFrom) > reach) continue;
        const met = metBy.get(other.who) ?? [];
        if (distanceMeters(moment, other) <= METERS && !met.includes(index)) met.push(index);
        if (met.length > 0) metBy.set(other.who, met);
      }
    const others = [...metBy.entries()].flatMap(([other, { length }]) =>
      length < 2 ? [] : [{ other, habits: this.#habitsOf(other) }],
    );
    return rankCompanions(moments, others, { places: new Places(moments, METERS), reach, metBy });
  }

  #habitsOf(other: string) {
    return this.passes
      .filter((pass) => pass.who === other)
      .map(({ longitude, latitude, validFrom, validTo }) => ({
        ...{ longitude, latitude, begins: [validFrom], ends: [validTo] },
      }));
  }
}

const CARS = Array.from({ length: 40 }, (_, index) => `car${index}`);
const byChance = (seed: number): Traffic => {
  const traffic = new Traffic(seed);
  const { random } = traffic;
  for (const who of CARS)
    for (let count = 0; count < 20; count++) traffic.pass(who, Math.floor(random() * 4), random() * 84 * DAY);
  return traffic;
};

/** How many of all have a companion that chance is said not to explain, over some towns. */
function countFalse(towns: readonly Traffic[], minutes: number): number {
  const hasOne = (town: Traffic, who: string): boolean =>
    town.companionsOf(who, minutes).some(({ pValue }) => pValue <= 0.05);
  return towns.flatMap((town) => CARS.filter((who) => hasOne(town, who))).length;
}

describe('where nobody accompanies anybody', () => {
  const SEEDS = [1, 2];
  const most = 0.05 * SEEDS.length * CARS.length;

  it('hardly anybody has a companion, however wide near is', () => {
    const towns = SEEDS.map(byChance);
    for (const minutes of [5, 120]) expect(countFalse(towns, minutes)).toBeLessThanOrEqual(most);
  });

  it('a fair makes nobody a companion of all who were there', () => {
    const towns = SEEDS.map((seed) => {
      const traffic = byChance(seed);
      for (const who of CARS)
        for (let count = 0; count < 6; count++) traffic.pass(who, 9, 40 * DAY + traffic.random() * 6 * HOUR);
      return traffic;
    });
    expect(towns[0]?.companionsOf('car0', 5).length).toBeGreaterThan(3);
    for (const minutes of [5, 30]) expect(countFalse(towns, minutes)).toBeLessThanOrEqual(most);
  });

  it('roads with several gates make no companions of those who were on them once together', () => {
    const towns = SEEDS.map((seed) => {
      const traffic = new Traffic(seed);
      const { random } = traffic;
      for (const who of CARS)
        for (let trip = 0; trip < 12; trip++) {
          let time = random() * 84 * DAY;
          for (let stop = 0; stop < 3; stop++) {
            traffic.pass(who, Math.floor(random() * 4), time);
            time += random() * HOUR;
          }
        }
      return traffic;
    });
    for (const minutes of [5, 120]) expect(countFalse(towns, minutes)).toBeLessThanOrEqual(most);
  });
});

describe('a companion', () => {
  it('is found among all of these, also at a fair', () => {
    const traffic = byChance(4);
    const { random } = traffic;
    for (const who of CARS)
      for (let count = 0; count < 6; count++) traffic.pass(who, 9, 40 * DAY + random() * 6 * HOUR);
    for (let trip = 0; trip < 8; trip++) {
      const time = random() * 84 * DAY;
      for (const who of ['car0', 'shadow']) traffic.pass(who, trip % 2, time + random() * MINUTE);
    }
    const [best, ...rest] = traffic.companionsOf('car0', 5);
    expect([best?.other, best?.places]).toEqual(['shadow', 2]);
    expect(best?.pValue).toBeLessThan(0.001);
    for (const { pValue } of rest) expect(pValue).toBeGreaterThan(0.05);
  });
});

describe('how busy it was', () => {
  it('is how often the others who were there were met, in the same stretch of time', () => {
    const moments = [0, 1, 2, 30].map((hour) => ({ place: 0, time: hour * HOUR }));
    const crowd = new Crowd(
      [...moments, { place: 1, time: 0 }],
      new Map([
        ['a', [0, 1]],
        ['b', [0, 2]],
        ['c', [1, 2, 3]],
        ['d', [4]],
      ]),
    );
    // Both of the others met it there, at four moments of that stretch; the fifth was a day later.
    expect(crowd.expect('a')).toBe(2);
    expect(crowd.expect('d')).toBe(0);
  });

  it('counts those too that were there to be met and were not', () => {
    expect(countToBeMet([])).toBe(0);
    expect(countToBeMet([5, 3, 3])).toBe(3);
    expect(countToBeMet([1, 1, 1, 1, 2])).toBe(5 + (4 * 3) / (2 * 2));
  });
});

describe('places', () => {
  it('are as wide as near is, however exactly each moment was measured', () => {
    const at = (meters: number) => ({ longitude: 120, latitude: 30 + meters / 111_320 });
    const positions = [0, 7, -9, 45, 200, 190].map(at);
    const places = new Places(positions, 50);
    expect(positions.map((one) => places.placeOf(one))).toEqual([0, 0, 0, 0, 4, 4]);
    expect(positions.map((one) => places.numberOf(one))).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('know whom they have near each position, and leave out who is near none', () => {
    const at = (meters: number) => ({ longitude: 120, latitude: 30 + meters / 111_320 });
    const places = new Places([0, 45, 200].map(at), 50);
    const stays = places.staysNear([
      { ...at(80), begins: [5, 2], ends: [7, 2] },
      { ...at(900), begins: [1], ends: [9] },
    ]);
    expect(stays.begins).toEqual([2, 5]);
    expect([0, 1, 2].filter((number) => stays.isNear(number, 0, 9))).toEqual([1]);
    const times = [1, 2, 3, 4, 5, 6, 7, 8].filter((time) => stays.isNear(1, time, time));
    expect(times).toEqual([2, 5, 6, 7]);
  });
});
