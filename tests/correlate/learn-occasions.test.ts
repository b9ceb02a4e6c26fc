import { describe, expect, it } from 'vitest';
import type { OccasionEvent } from '../../src/correlate/occasions/event.ts';
import { learnOccasions, type PlacedPair } from '../../src/correlate/occasions/learn-occasions.ts';
import { recordId } from '../../src/ids.ts';

const AT = Date.UTC(2024, 1, 1);

function eventOf(no: string, what: string, district: string): OccasionEvent {
  const address = `澜州市${district}`;
  const attributes = [{ name: 'address', kind: 'address', value: address, original: address }] as const;
  return {
    ...{ id: recordId('rescue/calls', no), kind: 'Event', type: '', source: 'rescue/calls', at: AT },
    ...{ attributes, kinds: new Map([['what', what]]), validFrom: new Date(AT).toISOString() },
  };
}

describe('what is learned of happenings', () => {
  it('holds no value that fewer than five records state, however many pairs they are in', () => {
    const event = eventOf('e', '', '');
    const pairOf = (other: OccasionEvent): PlacedPair => ({ event, other, minutes: 5, place: 'DISTRICT' });
    const common = Array.from({ length: 5 }, (_, no) => pairOf(eventOf(`c${no}`, 'hurt', '青埔区')));
    const rare = Array.from({ length: 4 }, (_, no) => pairOf(eventOf(`r${no}`, '王小明打电话', '锦川区')));
    const pairs = [...common, ...rare, ...rare];
    const told = JSON.stringify(learnOccasions(pairs, [pairs, pairs], 10));
    expect(['hurt', '青埔区'].filter((value) => told.includes(value))).toHaveLength(2);
    expect(['王小明打电话', '锦川区'].filter((value) => told.includes(value))).toEqual([]);
  });
});
