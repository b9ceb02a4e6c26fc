import type { ReadContext } from '../access/access.ts';
import { PRESENT } from '../as-of.ts';
import { listExportedClaims, readStatedTimes } from '../generated/statements.ts';
import type { DeliveryId, EntityId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { EntityKind } from '../intake/mapped.ts';
import type { ClaimMention } from '../resolve/ranked-values.ts';
import { type EntityDecisions, loadDecisions } from '../resolve/values/entity-decisions.ts';
import { type AttributeOutcome, reconcileValues } from './reconciled-value.ts';
import type { ShownAttributes } from './shown-attributes.ts';

/** Mentions of one entity that its values are chosen from. */
const MOST_MENTIONS = 2_000n;
/** What so many mentions and more make an entity of is kept from page to page: many records may name it. */
const MANY_MENTIONS = 30;
/** Such entities; the latest that were asked for. */
const MOST_KEPT = 2_000;

type Outcomes = ReadonlyMap<string, AttributeOutcome>;
/** A mention but for when it was stated, which is its delivery's. */
type ReadMention = Omit<ClaimMention, 'statedAt'>;

/** Entities with their kind, and with the mention that each is made of where it never was of another. */
export type AskedEntities = ReadonlyMap<
  EntityId,
  { readonly kind: EntityKind; readonly only: ReadMention | null }
>;

/** What an entity comes to, once it is reckoned. */
interface Kept {
  outcomes: Outcomes | undefined;
}

/** What was read of some entities. */
export interface ReadValues {
  readonly asked: AskedEntities;
  readonly kept: ReadonlyMap<EntityId, Kept>;
  readonly rows: readonly ExportedClaims[];
  readonly decisions: EntityDecisions;
}

/** Whether the values of an attribute of an entity of a kind are given only where they are confirmed. */
type MustBeConfirmed = (kind: EntityKind | undefined, attribute: string) => boolean;

/**
 * The values of entities, as far as the caller may see them: read in bulk, the latest kept. Reading and reckoning are apart, so that
 * the server reads the next while these are reckoned.
 */
export class EntityValues {
  readonly #context: ReadContext;
  readonly #catalogue: DatasetCatalogue;
  readonly #shown: ShownAttributes;
  readonly #mustBeConfirmed: MustBeConfirmed;
  readonly #kept = new Map<EntityId, Kept>();
  readonly #statedAt = new Map<DeliveryId, number>();

  constructor(
    context: ReadContext,
    catalogue: DatasetCatalogue,
    shown: ShownAttributes,
    mustBeConfirmed: MustBeConfirmed,
  ) {
    this.#context = context;
    this.#catalogue = catalogue;
    this.#shown = shown;
    this.#mustBeConfirmed = mustBeConfirmed;
  }

  async read(asked: AskedEntities): Promise<ReadValues> {
    const { graph, signal, access } = this.#context;
    const kept = new Map<EntityId, Kept>();
    const entities: EntityId[] = [];
    for (const [entity, { only }] of asked) {
      if (only !== null) continue;
      const known = this.#kept.get(entity);
      if (known === undefined) entities.push(entity);
      else kept.set(entity, this.#keep(entity, known));
    }
    const { sight } = access.decision;
    const [rows, decisions] = await Promise.all([
      entities.length === 0
        ? []
        : graph.read(listExportedClaims, { entities, limit: MOST_MENTIONS, sight }, { signal }),
      loadDecisions(this.#context, this.#catalogue, PRESENT, [...asked.keys()]),
    ]);
    await this.#loadStatedTimes(asked, rows);
    for (const { entity, mentions } of rows)
      if (mentions.length >= MANY_MENTIONS) kept.set(entity, this.#keep(entity, { outcomes: undefined }));
    return { asked, kept, rows, decisions };
  }

  /** What entities come to. Those of earlier reads are to be reckoned before. */
  reckon({ asked, kept, rows, decisions }: ReadValues): ReadonlyMap<EntityId, Outcomes> {
    const found = new Map<EntityId, Outcomes>();
    const reckonOne = (entity: EntityId, mentions: readonly ClaimMention[]): Outcomes => {
      const kind = asked.get(entity)?.kind;
      return reconcileValues(
        { catalogue: this.#catalogue, asOf: PRESENT, entity, decisions, attributesOf: this.#shown.of },
        mentions,
        (attribute) => this.#mustBeConfirmed(kind, attribute),
      );
    };
    for (const [entity, { only }] of asked)
      if (only !== null)
        found.set(entity, reckonOne(entity, [{ ...only, statedAt: this.#statedTimeOf(only.delivery) }]));
    for (const { entity, mentions } of rows) {
      const outcomes = reckonOne(
        entity,
        mentions.map((row) => toMention(row, this.#statedTimeOf(row[5]))),
      );
      found.set(entity, outcomes);
      const one = kept.get(entity);
      if (one !== undefined) one.outcomes = outcomes;
    }
    for (const [entity, { outcomes }] of kept) if (outcomes !== undefined) found.set(entity, outcomes);
    return found;
  }

  async #loadStatedTimes(asked: AskedEntities, rows: readonly ExportedClaims[]): Promise<void> {
    const missing = new Set<DeliveryId>();
    const need = (delivery: DeliveryId): void => {
      if (!this.#statedAt.has(delivery)) missing.add(delivery);
    };
    for (const { only } of asked.values()) if (only !== null) need(only.delivery);
    for (const { mentions } of rows) for (const row of mentions) need(row[5]);
    if (missing.size === 0) return;
    const { graph, signal } = this.#context;
    const found = await graph.read(readStatedTimes, { deliveries: [...missing] }, { signal });
    for (const { delivery, statedAt } of found) this.#statedAt.set(delivery, statedAt);
  }

  #statedTimeOf(delivery: DeliveryId): number {
    const statedAt = this.#statedAt.get(delivery);
    if (statedAt === undefined) throw new Error('A mention has a delivery');
    return statedAt;
  }

  /** As the latest that was asked for. */
  #keep(entity: EntityId, one: Kept): Kept {
    this.#kept.delete(entity);
    this.#kept.set(entity, one);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return one;
  }
}

type ExportedClaims = NonNullable<(typeof listExportedClaims)['types']>['row'];

// Field by field: of hundreds of thousands of mentions, putting objects together costs more than reading them.
function toMention(row: ExportedClaims['mentions'][number], statedAt: number): ClaimMention {
  return {
    mention: row[0],
    role: row[1],
    record: row[2],
    recordKey: row[3],
    dataset: row[4],
    delivery: row[5],
    attributes: row[6],
    validFrom: row[7],
    validTo: row[8],
    precision: row[9],
    recordedFrom: row[10],
    statedAt,
    inScope: row[11],
  };
}
