import type { ReadContext } from '../access/access.ts';
import { type AsOf, validBounds } from '../as-of.ts';
import { findLinkedEntities } from '../generated/statements.ts';
import type { EntityId } from '../ids.ts';
import { loadCatalogue } from '../intake/dataset-catalogue.ts';
import { parseEntityKind } from '../intake/mapped.ts';
import { type EntityModel, toEntity } from '../resolve/entity.ts';
import type { LinkRow } from './page-links.ts';

/** An entity with its first links, and the first links of each entity at their far ends. */
export interface LinkedEntity {
  readonly entity: EntityModel;
  readonly links: readonly LinkRow[];
  readonly next: ReadonlyMap<string, readonly LinkRow[]>;
}

export interface HopLimits {
  readonly limit: bigint;
  readonly nextLimit: bigint;
  /** Whether the entity is read with its name; those at far ends never are. */
  readonly named: boolean;
}

/** One entity and two hops from it in one statement, as they stand today; undefined when there is none. */
export async function findLinkedEntity(
  context: ReadContext,
  asOf: AsOf,
  id: string,
  { named, ...limits }: HopLimits,
): Promise<LinkedEntity | undefined> {
  const [rows, catalogue] = await Promise.all([
    context.graph.read(
      findLinkedEntities,
      { ids: [id], ...limits, ...validBounds(asOf), sight: context.access.decision.sight },
      { signal: context.signal, slots: { entity: 'entity-now', names: named ? 'names-now' : 'names-none' } },
    ),
    loadCatalogue(context),
  ]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const next = new Map<string, readonly LinkRow[]>();
  const links = row.links.map((link) => {
    const { other, ...near } = toLinkRow(row.id, link, asOf);
    if (!next.has(other.id))
      next.set(
        other.id,
        link[NEXT].map((far) => toLinkRow(other.id, far, asOf)),
      );
    return { ...near, other };
  });
  return { entity: toEntity(context, row, asOf, catalogue), links, next };
}

const NEXT = 12;
type Link = readonly [
  outgoing: boolean,
  key: string,
  type: string,
  dataset: string,
  validFrom: number,
  validTo: number,
  support: number,
  other: EntityId,
  kind: string,
  otherType: string,
  evidence: number,
  recordedFrom: number,
  ...unknown[],
];

function toLinkRow(entity: EntityId, link: Link, asOf: AsOf): LinkRow {
  const [
    outgoing,
    key,
    type,
    dataset,
    validFrom,
    validTo,
    support,
    id,
    kind,
    otherType,
    evidence,
    recordedFrom,
  ] = link;
  const other = {
    asOf,
    id,
    kind: parseEntityKind(kind),
    type: otherType,
    evidence,
    recordedFrom,
    name: undefined,
  };
  return { entity, outgoing, key, type, dataset, validFrom, validTo, support, other };
}
