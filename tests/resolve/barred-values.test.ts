import { describe, expect, it } from 'vitest';
import type { KnownProblemId, MentionId, RecordId } from '../../src/ids.ts';
import type { MentionState } from '../../src/intake/batch-change.ts';
import { patternKey, toLocationValue } from '../../src/intake/value-key.ts';
import { BarredValues } from '../../src/resolve/values/barred-values.ts';

const NOWHERE = { longitude: 113.123456, latitude: 22.654321 };

const barred = new BarredValues([
  { id: 'p_1' as KnownProblemId, key: patternKey(toLocationValue(NOWHERE)), kind: 'location', at: 0 },
]);

const mention: MentionState = {
  ...{
    id: 'm_1' as MentionId,
    record: 'r_1' as RecordId,
    dataset: 'd',
    role: 'home',
    kind: 'Place',
    type: '',
  },
  ...{
    namesake: false,
    attributes: [],
    validFrom: '0001-01-01T00:00:00.000Z',
    validTo: '9999-01-01T00:00:00.000Z',
  },
};

describe('whoever decides who a mention is', () => {
  it('is not told where it is said to be, where that is nobody’s place', () => {
    expect(barred.bar({ ...mention, point: NOWHERE })).toEqual(mention);
  });

  it('is told of any other place', () => {
    const elsewhere = { ...mention, point: { ...NOWHERE, latitude: 22.654322 } };
    expect(barred.bar(elsewhere)).toEqual(elsewhere);
    expect(barred.bar(mention)).toEqual(mention);
  });
});
