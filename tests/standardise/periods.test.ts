import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardiseInstant, standardiseMoment, standardisePeriod } from '../../src/standardise/period.ts';
import { FAR_FUTURE, FAR_PAST } from '../../src/standardise/value.ts';
import { CHINA, TAIWAN } from './options.ts';

describe('periods', () => {
  it('end when the last day ends', () => {
    expect(standardisePeriod('2025-01-01', '2025-01-31', CHINA)).toEqual({
      from: '2024-12-31T16:00:00Z',
      to: '2025-01-31T16:00:00Z',
      precision: 'day',
    });
  });

  it('are open where the text is blank or a placeholder', () => {
    expect(standardisePeriod('2025-01', null, CHINA)).toMatchObject({ to: FAR_FUTURE, precision: 'month' });
    expect(standardisePeriod('2025-01-01', '9999-12-31', CHINA)?.to).toBe(FAR_FUTURE);
    expect(standardisePeriod(' ', '2025', CHINA)).toMatchObject({
      from: FAR_PAST,
      to: '2025-12-31T16:00:00Z',
    });
    expect(standardisePeriod('', null, CHINA)).toBeNull();
  });

  it('of two equal instants are that moment', () => {
    expect(standardisePeriod('2025-01-01 05:33', '2025-01-01 05:33', CHINA)).toMatchObject({
      from: '2024-12-31T21:33:00Z',
      to: '2024-12-31T21:34:00Z',
    });
  });

  it('are nothing when an end cannot be read or lies before the start', () => {
    expect(standardisePeriod('2025-02-30', null, CHINA)).toBeNull();
    expect(standardisePeriod('2025-02-02', '2025-02-01', CHINA)).toBeNull();
  });

  it('of one text reach to the first moment after it', () => {
    expect(standardiseMoment('民國114年', TAIWAN)).toEqual({
      from: '2024-12-31T16:00:00Z',
      to: '2025-12-31T16:00:00Z',
      precision: 'year',
    });
    expect(standardiseMoment('2025-02-30', TAIWAN)).toBeNull();
  });

  it('on a day of summer time last 23 hours', () => {
    const day = standardiseMoment('2024-03-10', { ...CHINA, timeZone: 'America/New_York' });
    expect(day).toMatchObject({ from: '2024-03-10T05:00:00Z', to: '2024-03-11T04:00:00Z' });
  });

  it('always have their bounds in order, and hold the instant they were made of', () => {
    const text = fc
      .tuple(
        fc.date({ min: new Date('1850-01-01'), max: new Date('2150-01-01'), noInvalidDate: true }),
        fc.constantFrom(4, 7, 10, 13, 16, 19),
      )
      .map(([date, length]) => date.toISOString().slice(0, length));
    const zone = fc.constantFrom('Asia/Shanghai', 'Asia/Taipei', 'America/New_York', 'America/Sao_Paulo');
    fc.assert(
      fc.property(text, text, zone, (from, to, timeZone) => {
        const options = { ...CHINA, timeZone };
        const period = standardisePeriod(from, to, options);
        if (period !== null) expect(period.from < period.to).toBe(true);
        const moment = standardiseMoment(from, options);
        const instant = standardiseInstant(from, options);
        expect(moment?.from).toBe(instant?.instant);
        expect(moment !== null && moment.from < moment.to).toBe(true);
      }),
    );
  });
});
