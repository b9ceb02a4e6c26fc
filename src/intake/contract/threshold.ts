import type { Threshold } from './contract.ts';

/** Whether a measure is good enough. */
export function meetsThreshold(measured: number, threshold: Threshold): boolean {
  switch (threshold.is) {
    case 'mustBe':
      return measured === threshold.value;
    case 'mustNotBe':
      return measured !== threshold.value;
    case 'mustBeGreaterThan':
      return measured > threshold.value;
    case 'mustBeGreaterOrEqualTo':
      return measured >= threshold.value;
    case 'mustBeLessThan':
      return measured < threshold.value;
    case 'mustBeLessOrEqualTo':
      return measured <= threshold.value;
    case 'mustBeBetween':
      return measured >= threshold.low && measured <= threshold.high;
    case 'mustNotBeBetween':
      return measured < threshold.low || measured > threshold.high;
  }
}

/** Whether not a single breach is allowed, in rows as in percent. */
export function toleratesNone(threshold: Threshold): boolean {
  if (threshold.is === 'mustBe' || threshold.is === 'mustBeLessOrEqualTo') return threshold.value === 0;
  return threshold.is === 'mustBeBetween' && threshold.low <= 0 && threshold.high === 0;
}

const SIGNS = {
  mustBe: '=',
  mustNotBe: '≠',
  mustBeGreaterThan: '>',
  mustBeGreaterOrEqualTo: '≥',
  mustBeLessThan: '<',
  mustBeLessOrEqualTo: '≤',
} as const;

/** The threshold as a person reads it, e.g. `≤ 5 percent`, `10 … 20 rows`. */
export function showThreshold(threshold: Threshold, unit: string): string {
  if ('low' in threshold) {
    const range = `${threshold.low} … ${threshold.high} ${unit}`;
    return threshold.is === 'mustBeBetween' ? range : `not ${range}`;
  }
  return `${SIGNS[threshold.is]} ${threshold.value} ${unit}`;
}
