import { groupRows } from '../../group-rows.ts';
import { digest, type MentionId } from '../../ids.ts';
import { FAR_PAST, tellsNothing, type ValueFlag } from '../../standardise/value.ts';
import { agree, type ComparedValue } from './agree.ts';
import { type Severity, type Tolerance, toleranceOf } from './tolerances.ts';

/** That a department states a value of an attribute over a period (milliseconds since 1970), in one mention. */
export interface StatedValue extends ComparedValue {
  readonly department: string;
  readonly mention: MentionId;
  readonly attribute: string;
  readonly scheme: string | null;
  readonly flags: readonly ValueFlag[];
  readonly from: number;
  readonly to: number;
}

/** What two departments say of one attribute of one entity; `left` is the lesser id. */
export interface DepartmentComparison {
  readonly attribute: string;
  readonly scheme: string | null;
  readonly kind: StatedValue['kind'];
  readonly left: string;
  readonly right: string;
  /** Null where they agree. */
  readonly difference: Difference | null;
}

/** Values that the other department contradicts, with those that contradict them. */
export interface Difference {
  readonly severity: Severity;
  readonly left: readonly StatedValue[];
  readonly right: readonly StatedValue[];
  /** The period over which they do, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/**
 * Compares what departments say of one entity, attribute by attribute and two by two. A value differs if the other department
 * states something of the same attribute over an overlapping period, and nothing of that agrees with it; so a department that
 * keeps a wrong row beside the right one is told of it, and two that know the same two values agree. A value that is missing,
 * a placeholder or masked takes no part. Symmetric, and independent of the order of what is given. Pure.
 */
export function compareDepartments(values: readonly StatedValue[]): readonly DepartmentComparison[] {
  const usable = values.filter(({ flags }) => !tellsNothing(flags));
  const comparisons: DepartmentComparison[] = [];
  const byAttribute = groupRows(usable, ({ attribute, kind, scheme }) =>
    [attribute, kind, scheme ?? ''].join('\u001f'),
  );
  for (const [, group] of [...byAttribute].sort(byKey)) {
    const [first] = group;
    const tolerance = first === undefined ? undefined : toleranceOf(first.kind);
    if (first === undefined || tolerance === undefined) continue;
    const departments = [...groupRows(group, ({ department }) => department)].sort(byKey);
    for (const [place, [left, ours]] of departments.entries())
      for (const [right, theirs] of departments.slice(place + 1)) {
        const difference = compareTwo(ours, theirs, tolerance);
        if (difference === 'not comparable') continue;
        const { attribute, scheme, kind } = first;
        comparisons.push({ attribute, scheme, kind, left, right, difference });
      }
  }
  return comparisons;
}

function byKey([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function compareTwo(
  ours: readonly StatedValue[],
  theirs: readonly StatedValue[],
  tolerance: Tolerance,
): Difference | null | 'not comparable' {
  const left = new Set<StatedValue>();
  const right = new Set<StatedValue>();
  let isComparable = false;
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // Either side asks, and records repeat what others say: each pair of spellings is looked at once.
  const known = new Map<string, boolean>();
  const agreeOnce = (one: StatedValue, other: StatedValue): boolean => {
    if (one.value === other.value) return true;
    const key = [one.original, other.original].sort().join('\u001f');
    const result = known.get(key) ?? agree(one, other);
    known.set(key, result);
    return result;
  };
  const differ = (value: StatedValue, others: readonly StatedValue[], isRight: boolean) => {
    const met = others.filter((other) => overlap(value, other, tolerance));
    isComparable ||= met.length > 0;
    if (met.length === 0 || met.some((other) => agreeOnce(value, other))) return;
    (isRight ? right : left).add(value);
    for (const other of met) {
      (isRight ? left : right).add(other);
      from = Math.min(from, Math.max(value.from, other.from));
      to = Math.max(to, Math.min(value.to, other.to));
    }
  };
  for (const value of ours) differ(value, theirs, false);
  for (const value of theirs) differ(value, ours, true);
  if (!isComparable) return 'not comparable';
  if (left.size === 0) return null;
  return { severity: tolerance.severity, left: inOrder(left), right: inOrder(right), from, to };
}

const DAY = 86_400_000;
const UNKNOWN = Date.parse(FAR_PAST);

/** Whether two values hold at one time: for longer than moves are registered late, or one within the other. */
function overlap(left: StatedValue, right: StatedValue, { overlapDays, changes }: Tolerance): boolean {
  if (changes && (left.from === UNKNOWN || right.from === UNKNOWN))
    return holdAtEnd(left, right, overlapDays);
  const [from, to] = [Math.max(left.from, right.from), Math.min(left.to, right.to)];
  if (from >= to) return false;
  return to - from > overlapDays * DAY || to - from >= Math.min(left.to - left.from, right.to - right.from);
}

/** Whether the one whose begin nobody knows ends while the other one holds; a former address says nothing of the ones before it. */
function holdAtEnd(left: StatedValue, right: StatedValue, overlapDays: number): boolean {
  if (left.from === UNKNOWN && right.from === UNKNOWN) return left.to === right.to;
  const [unknown, other] = left.from === UNKNOWN ? [left, right] : [right, left];
  return unknown.to - other.from > overlapDays * DAY && unknown.to <= other.to;
}

function inOrder(values: ReadonlySet<StatedValue>): readonly StatedValue[] {
  return [...values].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function keyOf({ mention, value, original, from, to }: StatedValue): string {
  return [mention, value, original, from, to].join('\u001f');
}

/** Values of either side that a discrepancy names. */
const MOST_NAMED = 5;

/** The mentions that speak for a side: one for each of its values, so that one more that says the same changes nothing. */
export function spokesmenOf(side: readonly StatedValue[]): readonly StatedValue[] {
  const byValue = new Map<string, StatedValue>();
  for (const value of side) if (!byValue.has(value.value)) byValue.set(value.value, value);
  return [...byValue.values()].slice(0, MOST_NAMED);
}

/** Digest of what a discrepancy is about: another one means that a side says something else. */
export function discrepancyEvidence({ difference }: DepartmentComparison): string {
  if (difference === null) return '';
  const { left, right, from, to } = difference;
  const sides = [left, right].map((side) => spokesmenOf(side).map(keyOf).join('\u001e'));
  return digest(...sides, String(from), String(to));
}
