import type { ReadContext } from '../access/access.ts';
import { PRESENT } from '../as-of.ts';
import { listExportedClaims, readStatedTimes } from '../generated/statements.ts';
import type { DeliveryId, EntityId } from '../ids.ts';
import type { DatasetCatalogue } from '../intake/dataset-model.ts';
import type { EntityKind } from '../intake/mapped.ts';
import { visibleAttributes } from '../intake/mention.ts';
import { buildClaims, type ClaimMention, type ClaimModel } from '../resolve/claim.ts';
import { loadDecisions } from '../resolve/values/entity-decisions.ts';
import { type AttributeOutcome, reconcileValues } from './reconciled-value.ts';

/** Mentions of one entity that its values are chosen from. */
const MOST_MENTIONS = 2_000n;
/** Entities whose values are kept from page to page: what many records name is read once. */
const MOST_KEPT = 20_000;

/** Whether a claim about an entity of a kind may be used. */
type IsFit = (kind: EntityKind, claim: ClaimModel) => boolean;
type Outcomes = ReadonlyMap<string, AttributeOutcome>;

/** The values of entities, as far as the caller may see them; read in bulk, the latest kept. */
export class EntityValues {
  readonly #context: ReadContext;
  readonly #catalogue: DatasetCatalogue;
  readonly #isFit: IsFit;
  readonly #kept = new Map<EntityId, Outcomes>();
  readonly #statedAt = new Map<DeliveryId, number>();

  constructor(context: ReadContext, catalogue: DatasetCatalogue, isFit: IsFit) {
    this.#context = context;
    this.#catalogue = catalogue;
    this.#isFit = isFit;
  }

  async read(entities: ReadonlyMap<EntityId, EntityKind>): Promise<ReadonlyMap<EntityId, Outcomes>> {
    const found = new Map<EntityId, Outcomes>();
    const missing: EntityId[] = [];
    for (const entity of entities.keys()) {
      const known = this.#kept.get(entity);
      if (known === undefined) missing.push(entity);
      else found.set(entity, known);
    }
    for (const [entity, outcomes] of await this.#load(missing, entities)) {
      found.set(entity, outcomes);
      this.#keep(entity, outcomes);
    }
    return found;
  }

  async #load(
    entities: readonly EntityId[],
    kinds: ReadonlyMap<EntityId, EntityKind>,
  ): Promise<ReadonlyMap<EntityId, Outcomes>> {
    if (entities.length === 0) return new Map();
    const context = this.#context;
    const { signal, access } = context;
    const [rows, decisions] = await Promise.all([
      context.graph.read(
        listExportedClaims,
        { entities, limit: MOST_MENTIONS, sight: access.decision.sight },
        { signal },
      ),
      loadDecisions(context, this.#catalogue, PRESENT, entities),
    ]);
    await this.#loadStatedTimes(rows);
    const attributesOf = (mention: ClaimMention) => visibleAttributes(access, mention, mention.attributes);
    return new Map(
      rows.map(({ entity, mentions }) => {
        const ground = { catalogue: this.#catalogue, asOf: PRESENT, entity, decisions, attributesOf };
        const claims = buildClaims(
          ground,
          mentions.map((row) => this.#toClaimMention(row)),
        );
        const kind = kinds.get(entity);
        return [entity, reconcileValues(claims, (claim) => kind !== undefined && this.#isFit(kind, claim))];
      }),
    );
  }

  async #loadStatedTimes(rows: readonly ExportedClaims[]): Promise<void> {
    const missing = new Set<DeliveryId>();
    for (const { mentions } of rows)
      for (const [, , , , , delivery] of mentions) if (!this.#statedAt.has(delivery)) missing.add(delivery);
    if (missing.size === 0) return;
    const { graph, signal } = this.#context;
    const found = await graph.read(readStatedTimes, { deliveries: [...missing] }, { signal });
    for (const { delivery, statedAt } of found) this.#statedAt.set(delivery, statedAt);
  }

  // Field by field: of hundreds of thousands of mentions, putting objects together costs more than reading them.
  #toClaimMention(row: ExportedClaims['mentions'][number]): ClaimMention {
    const statedAt = this.#statedAt.get(row[5]);
    if (statedAt === undefined) throw new Error('A mention has a delivery');
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

  #keep(entity: EntityId, outcomes: Outcomes): void {
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size >= MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(entity, outcomes);
  }
}

type ExportedClaims = NonNullable<(typeof listExportedClaims)['types']>['row'];
