import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrequentValues } from '../../src/reconcile/problems/frequent-values.ts';

it('keeps every value that stands oftener than once in its capacity, and never counts one too high', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 12 }),
      (values, capacity) => {
        const frequent = new FrequentValues(capacity);
        for (const value of values) frequent.add(String(value));
        const truth = new Map<string, number>();
        for (const value of values) truth.set(String(value), (truth.get(String(value)) ?? 0) + 1);
        const kept = frequent.atLeast(1);
        expect(kept.length).toBeLessThanOrEqual(capacity);
        for (const [value, count] of truth) {
          if (count > values.length / (capacity + 1)) expect(kept).toContain(value);
          expect(frequent.atLeast(count + 1)).not.toContain(value);
        }
      },
    ),
  );
});
