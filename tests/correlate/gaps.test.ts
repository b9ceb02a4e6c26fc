import { expect, it } from 'vitest';
import { findGaps } from '../../src/correlate/presence/gaps.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';

const period = (from: string, to: string) => ({ validFrom: Date.parse(from), validTo: Date.parse(to) });

it('a record that nobody dated fills no gap, one with an open end does', () => {
  const [january, march] = [period('2024-01-01', '2024-01-02'), period('2024-03-01', '2024-03-02')];
  const window = { since: january.validFrom, until: Date.parse('2024-04-01') };
  const gaps = [
    { from: january.validTo, to: march.validFrom },
    { from: march.validTo, to: window.until },
  ];
  expect(findGaps([march, january], window, 10)).toEqual(gaps);
  expect(findGaps([march, period(FAR_PAST, FAR_FUTURE), january], window, 10)).toEqual(gaps);
  expect(findGaps([march, period('2024-02-01', FAR_FUTURE), january], window, 10)).toEqual([
    { from: january.validTo, to: Date.parse('2024-02-01') },
  ]);
});
