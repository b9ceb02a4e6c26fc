import fc from 'fast-check';
import neo4j from 'neo4j-driver';
import { describe, expect, it } from 'vitest';
import { fromPortable, toPortable } from '../../src/graph/portable-value.ts';

const { Date: Day, DateTime, Duration, LocalDateTime, LocalTime, Point, Time } = neo4j.types;
const throughJson = (value: unknown): unknown => fromPortable(JSON.parse(JSON.stringify(toPortable(value))));

describe('a stored value written as JSON', () => {
  it.each([
    ['an instant', new DateTime(2026, 2, 28, 23, 59, 59, 123456789, 0)],
    ['an instant of a zone', new DateTime(1986, 5, 4, 1, 30, 0, 0, 32400, 'Asia/Shanghai')],
    ['a day', new Day(1, 1, 1)],
    ['a local instant', new LocalDateTime(9999, 12, 31, 0, 0, 0, 1)],
    ['a time', new Time(8, 0, 0, 5, -3600)],
    ['a local time', new LocalTime(23, 59, 59, 999999999)],
    ['a duration', new Duration(14, -3, 7200, 1)],
    ['a point', new Point(neo4j.int(4326), 120.2, 23.1)],
    ['a point in space', new Point(neo4j.int(9157), 1, 2, 3)],
  ])('comes back the same: %s', (_, value) => {
    const back = throughJson(value);
    expect(back).toBeInstanceOf(value.constructor);
    expect(String(back)).toBe(String(value));
  });

  it('keeps integers and floats apart', () => {
    expect(neo4j.isInt(throughJson(neo4j.int(5)))).toBe(true);
    expect(throughJson(5)).toBe(5);
    expect(String(throughJson(neo4j.int('9223372036854775807')))).toBe('9223372036854775807');
    for (const float of [0.1, -0, Number.NaN, Number.POSITIVE_INFINITY])
      expect(throughJson(float)).toBe(float);
  });

  it('keeps texts, flags, bytes and lists', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.double(), fc.int8Array());
    fc.assert(
      fc.property(fc.oneof(value, fc.array(value)), (one) => {
        expect(throughJson(one)).toEqual(one);
      }),
    );
  });

  it('refuses what it cannot write or read', () => {
    expect(() => toPortable({ made: 'up' })).toThrow(TypeError);
    expect(() => fromPortable({ vector: [1] })).toThrow(TypeError);
    expect(() => fromPortable(null)).toThrow(TypeError);
  });
});
