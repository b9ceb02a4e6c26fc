import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coincide, toOutings } from '../../src/correlate/encounters/chance.ts';
import { type Stay, Stays } from '../../src/correlate/encounters/stays.ts';
import { logPoissonTail, logShareTail, poissonTail } from '../../src/correlate/encounters/tails.ts';
import { lcg } from './oracle.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('the chance of a count', () => {
  it('is one less all that is smaller', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.01, max: 40, noNaN: true }),
        (observed, expected) => {
          let [term, below] = [Math.exp(-expected), 0];
          for (let count = 0; count < observed; count++) {
            below += term;
            term *= expected / (count + 1);
          }
          expect(poissonTail(observed, expected)).toBeCloseTo(1 - below, 9);
        },
      ),
    );
  });

  it('has a logarithm where it is too small for a number', () => {
    expect(poissonTail(200, 0.05)).toBe(0);
    // The first term outweighs all others: -0.05 + 200 ln 0.05 - ln 200!
    expect(logPoissonTail(200, 0.05) / Math.LN10).toBeCloseTo(-635.1245, 3);
    expect(logPoissonTail(300, 0.05)).toBeLessThan(logPoissonTail(299, 0.05));
    expect(logPoissonTail(0, 3)).toBe(0);
    expect(logPoissonTail(1, 5_000)).toBeCloseTo(0, 9);
    expect(logPoissonTail(20_000, 5_000)).toBeLessThan(-10_000);
  });
});

describe('the chance that so many of all fall to one part', () => {
  it('is the sum of a binomial count from there on', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (observed, others, share) => {
          const all = observed + others;
          let [choose, tail] = [1, 0];
          for (let count = 0; count <= all; count++) {
            if (count >= observed) tail += choose * share ** count * (1 - share) ** (all - count);
            choose *= (all - count) / (count + 1);
          }
          expect(Math.exp(logShareTail(observed, others, share))).toBeCloseTo(tail, 9);
        },
      ),
    );
  });

  it('is that of anything where there is nothing to compare with', () => {
    expect(logShareTail(5, 0, 1)).toBe(0);
    expect(logShareTail(0, 7, 0.1)).toBe(0);
    // Two out of two, eleven equal parts.
    expect(Math.exp(logShareTail(2, 0, 1 / 11))).toBeCloseTo(1 / 121, 9);
    expect(logShareTail(2_000, 20_000, 1 / 11)).toBeGreaterThan(Math.log(0.4));
  });
});

describe('what chance would give two who meet', () => {
  const eightEachDay = (jitter: () => number) =>
    Array.from({ length: 70 }, (_, day) => day * DAY + 8 * 60 * MINUTE + jitter() * MINUTE);
  const random = lcg(1);
  const late = () => random() * 20;
  const moment = (time: number): Stay => [time, time];
  const at = (times: readonly number[]) =>
    new Stays(times.map((time) => ({ stay: moment(time), isAt: (place) => place === 0 })));
  const own = eightEachDay(late).map((time) => ({ place: 0, stay: moment(time) }));

  const outings = toOutings(own, 2 * MINUTE);

  it('is what happens, for two who come at eight each day and do not know of each other', () => {
    const { observed, logChance } = coincide(outings, at(eightEachDay(late)), 2 * MINUTE);
    expect(observed).toBeGreaterThan(0);
    expect(Math.exp(logChance)).toBeGreaterThan(0.05);
  });

  it('is far less than what happens, for two who come together', () => {
    const together = at(own.map(({ stay: [from] }) => from + MINUTE));
    const { observed, expected, logChance } = coincide(outings, together, 2 * MINUTE);
    expect(observed).toBe(70);
    expect(expected).toBeLessThan(20);
    expect(Math.exp(logChance)).toBeLessThan(1e-9);
  });

  it('is nothing to go by, for one who is nowhere else', () => {
    const once = [[{ place: 0, stay: moment(5 * DAY) }]];
    expect(coincide(once, at([5 * DAY]), MINUTE)).toEqual({ observed: 1, expected: 1, logChance: 0 });
  });

  it('counts an outing once, however many gates it leads through', () => {
    const gates = [0, 20, 40, 170].map((minutes) => ({ place: 0, stay: moment(minutes * MINUTE) }));
    const later = { place: 0, stay: moment(200 * MINUTE) };
    expect(toOutings([later, ...gates].reverse(), MINUTE)).toEqual([gates, [later]]);
    const days = [0, 11, 23, 40, 52].map((day) => day * DAY);
    const trips = days.flatMap((day) =>
      gates.map(({ place, stay: [from] }) => ({ place, stay: moment(day + from) })),
    );
    const chanceOf = (mine: typeof trips) =>
      coincide(toOutings(mine, MINUTE), at(trips.map(({ stay: [from] }) => from)), MINUTE).logChance;
    expect(chanceOf(trips)).toBeCloseTo(chanceOf(trips.filter(({ stay: [from] }) => from % DAY === 0)), 9);
  });

  it('counts like a loop over all stays, those that last for hours too', () => {
    const stay = fc
      .tuple(fc.integer({ min: 0, max: 90 * 24 * 60 }), fc.constantFrom(0, 0, 30, 24 * 60))
      .map(([minutes, lasts]): Stay => [minutes * MINUTE, (minutes + lasts) * MINUTE]);
    const places = fc.integer({ min: 0, max: 2 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ place: places, stay }), { minLength: 1, maxLength: 20 }),
        fc.array(fc.record({ place: places, stay }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 600 }),
        (mine, theirs, minutes) => {
          const reach = minutes * MINUTE;
          const of = (place: number) => theirs.filter((one) => one.place === place).map((one) => one.stay);
          const stays = new Stays(
            theirs.map((one) => ({ stay: one.stay, isAt: (place) => place === one.place })),
          );
          const near = (place: number, [from, to]: Stay) =>
            of(place).some(([begin, end]) => Math.max(begin - to, from - end) <= reach);
          const begins = [...mine, ...theirs].map((one) => one.stay[0]);
          let [hits, tried] = [0, 0];
          for (const {
            place,
            stay: [from, to],
          } of mine)
            for (const weeks of [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5]) {
              const moved: Stay = [from + weeks * 7 * DAY, to + weeks * 7 * DAY];
              if (moved[0] < Math.min(...begins) || moved[0] > Math.max(...begins)) continue;
              tried += 1;
              if (near(place, moved)) hits += 1;
            }
          const { observed, expected } = coincide(toOutings(mine, reach), stays, reach);
          expect(observed).toBe(mine.filter((one) => near(one.place, one.stay)).length);
          expect(expected).toBeCloseTo(tried === 0 ? mine.length : ((hits + 0.5) / tried) * mine.length, 9);
        },
      ),
    );
  });
});
