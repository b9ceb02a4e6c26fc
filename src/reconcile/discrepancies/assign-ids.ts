import { digest, type EntityId } from '../../ids.ts';
import type { IdentityChange } from '../../resolve/identity-change.ts';
import { type Compared, placeOf } from './compared.ts';
import { type DepartmentComparison, discrepancyEvidence } from './find-discrepancies.ts';

/** An entity as it was compared before, and what is found now. */
export interface Recompared {
  readonly entity: EntityId;
  readonly before: readonly Compared[];
  readonly comparisons: readonly DepartmentComparison[];
}

/**
 * Gives what is found its ids: a discrepancy of an entity stays the same one whatever its values become, and goes along where
 * its mentions went to another entity that has none of the kind yet. The results are in the order of what is given. Pure.
 */
export function assignIds(
  entities: readonly Recompared[],
  moves: IdentityChange['moves'],
): readonly (readonly Compared[])[] {
  const assigned = entities.map(({ before, comparisons }) =>
    comparisons.map((comparison) => keepId(comparison, before)),
  );
  const used = new Set(assigned.flat().flatMap(({ discrepancy }) => discrepancy ?? []));
  const left = new Map<EntityId, readonly Compared[]>();
  for (const { entity, before } of entities)
    left.set(
      entity,
      before.filter(({ discrepancy }) => discrepancy !== null && !used.has(discrepancy)),
    );
  const sources = sourcesOf(moves);
  return entities.map(({ entity, comparisons }, at) =>
    (assigned[at] ?? []).map((one, place) => {
      if (comparisons[place]?.difference == null || one.discrepancy !== null) return one;
      const known = [...(sources.get(entity) ?? [])]
        .flatMap((source) => left.get(source) ?? [])
        .find((other) => other.place === one.place && !used.has(other.discrepancy ?? ''));
      const discrepancy = known?.discrepancy ?? newId(entity, one.place, used);
      used.add(discrepancy);
      return { ...one, discrepancy };
    }),
  );
}

function keepId(comparison: DepartmentComparison, before: readonly Compared[]): Compared {
  const place = placeOf(comparison);
  if (comparison.difference === null) return { place, discrepancy: null, evidence: '' };
  const known = before.find((one) => one.place === place);
  return { place, discrepancy: known?.discrepancy ?? null, evidence: discrepancyEvidence(comparison) };
}

/** The entities that each one got mentions from. */
function sourcesOf(moves: IdentityChange['moves']): ReadonlyMap<EntityId, ReadonlySet<EntityId>> {
  const sources = new Map<EntityId, Set<EntityId>>();
  for (const { before, after } of moves.values()) {
    if (before === null || after === null) continue;
    sources.set(after, (sources.get(after) ?? new Set()).add(before));
  }
  return sources;
}

/** That of the entity and the place: the same again once it is found again. Another one where that went elsewhere. */
function newId(entity: EntityId, place: string, used: ReadonlySet<string>): string {
  for (let ordinal = 0; ; ordinal += 1) {
    const id = `x_${ordinal === 0 ? digest(entity, place) : digest(entity, place, String(ordinal))}`;
    if (!used.has(id)) return id;
  }
}
