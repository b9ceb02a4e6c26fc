import type { Properties } from '../../graph/values.ts';
import type { DepartmentComparison } from './find-discrepancies.ts';

/** What was found of one attribute of an entity and two departments, as the entity keeps it until it is compared again. */
export interface Compared {
  /** Attribute, its kind and scheme, and the two departments. */
  readonly place: string;
  /** Null where they agree. */
  readonly discrepancy: string | null;
  /** Digest of what the discrepancy is about. */
  readonly evidence: string;
}

const SEPARATOR = '\u001f';
const PLACE = 5;

/** Where what two departments say of an attribute stands among what an entity keeps. */
export function placeOf({ attribute, kind, scheme, left, right }: DepartmentComparison): string {
  return [attribute, kind, scheme ?? '', left, right].join(SEPARATOR);
}

export function toCompared(text: string): Compared {
  const parts = text.split(SEPARATOR);
  const [discrepancy = '', evidence = ''] = parts.slice(PLACE);
  return {
    place: parts.slice(0, PLACE).join(SEPARATOR),
    discrepancy: discrepancy === '' ? null : discrepancy,
    evidence,
  };
}

export function fromCompared({ place, discrepancy, evidence }: Compared): string {
  return [place, discrepancy ?? '', evidence].join(SEPARATOR);
}

interface Change {
  readonly kind: string;
  readonly before: readonly Compared[];
  readonly after: readonly Compared[];
}

/** By how much the figures of pairs of departments change. */
export function countConsistency(changes: readonly Change[]) {
  const counts = new Map<
    string,
    { id: string; properties: Properties; compared: bigint; differing: bigint }
  >();
  const add = (kind: string, { place, discrepancy }: Compared, by: bigint) => {
    const [attribute = '', attributeKind = '', scheme = '', left = '', right = ''] = place.split(SEPARATOR);
    const id = [left, right, kind, attribute, attributeKind, scheme].join('|');
    const properties = {
      entityKind: kind,
      attribute,
      kind: attributeKind,
      scheme: scheme === '' ? null : scheme,
      left,
      right,
    };
    const count = counts.get(id) ?? { id, properties, compared: 0n, differing: 0n };
    counts.set(id, count);
    count.compared += by;
    if (discrepancy !== null) count.differing += by;
  };
  for (const { kind, before, after } of changes) {
    for (const one of before) add(kind, one, -1n);
    for (const one of after) add(kind, one, 1n);
  }
  return [...counts.values()]
    .filter(({ compared, differing }) => compared !== 0n || differing !== 0n)
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
