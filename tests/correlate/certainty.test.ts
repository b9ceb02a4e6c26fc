import { describe, expect, it } from 'vitest';
import { certaintyOf, farthestApart } from '../../src/correlate/presence/certainty.ts';
import { FAR_FUTURE } from '../../src/standardise/value.ts';

const MINUTE = 60_000;
const dated = (from: string, to: string, precision: string) => ({
  validFrom: Date.parse(from),
  validTo: Date.parse(to),
  precision,
});
const window = (since: string, until: string) => ({ since: Date.parse(since), until: Date.parse(until) });

describe('what a month or a year says', () => {
  it.each([
    ['a month of thirty days', '2024-06-01', FAR_FUTURE, 'month', '2024-06-01', '2024-07-01', 'CERTAIN'],
    ['a day less than that', '2024-06-01', FAR_FUTURE, 'month', '2024-06-01', '2024-06-30', 'POSSIBLE'],
    ['a common year', '2023-01-01', FAR_FUTURE, 'year', '2023-01-01', '2024-01-01', 'CERTAIN'],
    ['a leap year', '2024-01-01', FAR_FUTURE, 'year', '2024-01-01', '2024-12-31', 'POSSIBLE'],
    ['until a February', '2020-01-01', '2024-03-01', 'month', '2024-01-31', '2024-02-01', 'CERTAIN'],
    ['within that February', '2020-01-01', '2024-03-01', 'month', '2024-02-02', '2024-02-03', 'POSSIBLE'],
    ['in China', '2024-02-29T16:00Z', FAR_FUTURE, 'month', '2024-03-01', '2024-03-31T16:00Z', 'CERTAIN'],
    [
      'less in China',
      '2024-02-29T16:00Z',
      FAR_FUTURE,
      'month',
      '2024-03-01',
      '2024-03-31T15:59Z',
      'POSSIBLE',
    ],
    [
      'a year to a month',
      '2018-12-31T16:00Z',
      '2020-06-30T16:00Z',
      'year',
      '2020-06-15',
      '2020-06-16',
      'POSSIBLE',
    ],
    [
      'before that month',
      '2018-12-31T16:00Z',
      '2020-06-30T16:00Z',
      'year',
      '2020-05-15',
      '2020-05-16',
      'CERTAIN',
    ],
    ['in America', '2024-06-01T10:00Z', FAR_FUTURE, 'month', '2024-06-01', '2024-07-01T10:00Z', 'CERTAIN'],
    [
      'a day to a month',
      '2024-02-10T08:00Z',
      '2024-07-01',
      'month',
      '2024-02-10',
      '2024-02-11T08:00Z',
      'CERTAIN',
    ],
    [
      'an hour of it',
      '2024-02-10T08:00Z',
      '2024-07-01',
      'month',
      '2024-02-10',
      '2024-02-10T09:00Z',
      'POSSIBLE',
    ],
  ])('%s', (_, from, to, precision, since, until, certainty) => {
    expect(certaintyOf(dated(from, to, precision), window(since, until))).toBe(certainty);
  });
});

describe('how far apart two may have been', () => {
  const day = dated('2024-04-17T00:00Z', '2024-04-18T00:00Z', 'day');
  const two = dated('2024-04-17T14:00Z', '2024-04-17T14:00Z', 'second');
  const minute = dated('2024-04-17T14:00Z', '2024-04-17T14:01Z', 'minute');
  const stay = dated('2024-04-17T10:00Z', '2024-04-17T15:00Z', 'second');
  it.each([
    ['a day and a moment of it: from its begin', day, two, 14 * 60],
    ['the same day twice: all of it', day, day, 24 * 60],
    ['the same minute twice', minute, minute, 1],
    ['a stay and a moment within: nothing', stay, two, 0],
    ['a day and a stay: from its end, or before its begin', day, stay, 10 * 60],
  ])('%s', (_, one, other, minutes) => {
    expect(farthestApart(one, other) / MINUTE).toBeCloseTo(minutes, 1);
    expect(farthestApart(other, one)).toBe(farthestApart(one, other));
  });
});
