import { type Origins, originsOf } from '../origins.ts';

/** Who confirmed a value: two independent departments by stating it, its owner by an answer, or a reviewer. */
export const CONFIRMERS = ['DEPARTMENTS', 'OWNER', 'REVIEWER'] as const;
export type Confirmer = (typeof CONFIRMERS)[number];

/** LAPSED: somebody confirmed it, and nothing that this went by states it any more. */
export const CONFIRMATION_STATES = ['CONFIRMED', 'LAPSED', 'UNCONFIRMED'] as const;
export type ConfirmationState = (typeof CONFIRMATION_STATES)[number];

/** Whether a claim is confirmed; `since` in milliseconds since 1970. */
export interface ClaimConfirmation {
  readonly state: ConfirmationState;
  readonly by: readonly Confirmer[];
  readonly since: number | null;
}

/** That an owner or a reviewer confirmed a value, and by which mentions. */
export interface GivenConfirmation {
  readonly kind: 'OWNER' | 'REVIEWER';
  readonly at: number;
  readonly mentions: readonly string[];
}

/** One statement of the value; times in milliseconds since 1970. */
export interface ConfirmingSource {
  readonly dataset: string;
  readonly mention: string;
  readonly validFrom: number;
  readonly validTo: number;
  readonly recordedFrom: number;
}

/** Statements of one dataset that are held to those of another; the oldest tell since when. */
const MOST_OF_DATASET = 200;

/**
 * Whether a value is confirmed: by two departments that do not repeat a common source and speak of a common time, or by what
 * an owner or reviewer confirmed of a mention that still states it. Pure.
 */
export function confirmationOf(
  origins: Origins,
  sources: readonly ConfirmingSource[],
  given: readonly GivenConfirmation[],
): ClaimConfirmation {
  const stating = new Set(given.length === 0 ? [] : sources.map(({ mention }) => mention));
  const standing = given.filter(({ mentions }) => mentions.some((mention) => stating.has(mention)));
  const found = new Map<Confirmer, number>();
  const departments = findIndependent(origins, sources);
  if (departments !== null) found.set('DEPARTMENTS', departments);
  for (const { kind, at } of standing) found.set(kind, Math.min(at, found.get(kind) ?? at));
  if (found.size === 0) return { state: given.length > 0 ? 'LAPSED' : 'UNCONFIRMED', by: [], since: null };
  return {
    state: 'CONFIRMED',
    by: CONFIRMERS.filter((one) => found.has(one)),
    since: Math.min(...found.values()),
  };
}

/** Since when two independent departments state the value of a common time; null: they do not. */
function findIndependent(origins: Origins, sources: readonly ConfirmingSource[]): number | null {
  const [first] = sources;
  if (sources.every(({ dataset }) => dataset === first?.dataset)) return null;
  const byDataset = new Map<string, ConfirmingSource[]>();
  for (const source of [...sources].sort((left, right) => left.recordedFrom - right.recordedFrom)) {
    const known = byDataset.get(source.dataset) ?? [];
    if (known.length < MOST_OF_DATASET) known.push(source);
    byDataset.set(source.dataset, known);
  }
  const groups = [...byDataset];
  let since: number | null = null;
  groups.forEach(([dataset, own], place) => {
    for (const [other, theirs] of groups.slice(place + 1)) {
      if (!areIndependent(origins, dataset, other)) continue;
      for (const one of own)
        for (const two of theirs) {
          if (one.validFrom >= two.validTo || two.validFrom >= one.validTo) continue;
          const both = Math.max(one.recordedFrom, two.recordedFrom);
          since = since === null ? both : Math.min(since, both);
        }
    }
  });
  return since;
}

/** Whether two datasets go back to no common department. */
export function areIndependent(origins: Origins, one: string, other: string): boolean {
  const ours = originsOf(origins, one);
  return ![...originsOf(origins, other)].some((origin) => ours.has(origin));
}
