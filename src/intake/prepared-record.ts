import { latLngToCell } from 'h3-js';
import { OPEN_END, type Properties, toDateTime, toPoint } from '../graph/values.ts';
import { type DeliveryId, digest, type MentionId, type RecordId, recordId } from '../ids.ts';
import { FAR_FUTURE, FAR_PAST } from '../standardise/value.ts';
import type { RelationState } from './batch-change.ts';
import type { MappedRecord, MappedRelation } from './mapped.ts';
import { compareTexts } from './mapping/content-key.ts';
import { type BuiltMention, buildMention, type ClassOf } from './mention-properties.ts';
import { findNamesakes } from './namesakes.ts';
import { presenceKey } from './presence-key.ts';
import type { RawRow } from './raw-row.ts';

/** H3 resolution of the cell that a record is filed under: edges of about 200 m. */
export const CELL_RESOLUTION = 9;

/** A record ready to be written, independent of what the graph holds and of when it is written. */
export interface PreparedRecord {
  readonly id: RecordId;
  /** Raw rows that make it. */
  readonly rows: number;
  readonly operation: 'upsert' | 'end';
  /** Digest of what the department stated. */
  readonly hash: string;
  /** Digest of what the definition made of it. */
  readonly shape: string;
  /** The digest of what it made of several rows when their order made a difference; null: nothing. */
  readonly shapeInOrder?: () => string | null;
  readonly properties: Properties;
  readonly mentions: readonly BuiltMention[];
  readonly relations: readonly RelationState[];
}

/** Where prepared records belong. */
export interface RecordOrigin {
  readonly dataset: string;
  readonly definition: string;
  readonly delivery: DeliveryId;
  /** The delivery's own date of statement, ISO. */
  readonly statedAt: string;
  readonly classOf: ClassOf;
}

/** Builds everything that is written for one record. Pure: equal rows and definition give an equal result. */
export function prepareRecord(
  mapped: MappedRecord,
  raw: readonly RawRow[],
  origin: RecordOrigin,
): PreparedRecord {
  const id = recordId(origin.dataset, mapped.key);
  // Rows of one record may come in any order: the statement is the same.
  const texts = raw.toSorted((left, right) =>
    compareTexts(left.text + left.layout, right.text + right.layout),
  );
  const statement = {
    ...{ record: id, dataset: origin.dataset, delivery: origin.delivery, period: mapped.period },
    namesakes: findNamesakes(mapped.mentions),
  };
  const mentions = mapped.mentions.map((mention) => buildMention(mention, statement, origin.classOf));
  const mentionIds = new Map(
    mentions.map(({ id: mention, role, itemKey }) => [endKey({ role, itemKey }), mention]),
  );
  const relations = mapped.relations.map((relation) =>
    buildRelation(relation, id, mapped, origin.dataset, mentionIds),
  );
  const validFrom = mapped.period?.from ?? FAR_PAST;
  const validTo = mapped.period?.to ?? FAR_FUTURE;
  const location = locationProperties(mapped, validFrom, validTo);
  // A row that is written twice says nothing that it does not say once.
  const hash = digest(...new Set(texts.map((row) => `${row.layout}${row.text}`)));
  const shape = digest(
    ...mentions.map((mention) => `${mention.id}${mention.hash}`),
    ...relations.map((relation) => relation.id),
    validFrom,
    validTo,
    JSON.stringify(mapped.point ?? null),
  );
  const properties: Properties = {
    id,
    dataset: origin.dataset,
    key: mapped.key,
    hash,
    shape,
    definition: origin.definition,
    delivery: origin.delivery,
    raw: raw.map((row) => row.text),
    layouts: raw.map((row) => row.layout),
    statedAt: toDateTime(origin.statedAt),
    recordedTo: OPEN_END,
    validFrom: toDateTime(validFrom),
    validTo: toDateTime(validTo),
    precision: mapped.period?.precision ?? '',
    // Records of events are found by dataset and time, beside which a million others do not stand.
    ...(mapped.mentions.some(({ kind }) => kind === 'Event') ? { eventDataset: origin.dataset } : {}),
    ...location,
  };
  return { id, rows: raw.length, operation: mapped.operation, hash, shape, properties, mentions, relations };
}

/** The point only when it is usable; what the source wrote always. */
function locationProperties(mapped: MappedRecord, validFrom: string, validTo: string): Properties {
  const point = mapped.point;
  if (point === undefined) return {};
  const written: Properties = {
    originalLongitude: point.originalLongitude,
    originalLatitude: point.originalLatitude,
    coordinateSystem: point.coordinateSystem,
  };
  if (point.flags.length > 0) return { ...written, pointFlags: [...point.flags] };
  const cell = latLngToCell(point.latitude, point.longitude, CELL_RESOLUTION);
  return {
    ...written,
    point: toPoint(point.longitude, point.latitude),
    cell,
    ...presenceKey(cell, validFrom, validTo),
  };
}

function buildRelation(
  relation: MappedRelation,
  record: RecordId,
  mapped: MappedRecord,
  dataset: string,
  mentionIds: ReadonlyMap<string, MentionId>,
): RelationState {
  const from = mentionIds.get(endKey(relation.from));
  const to = mentionIds.get(endKey(relation.to));
  if (from === undefined || to === undefined)
    throw new Error('A relation is made only of mentions that are made');
  const period = relation.period ?? mapped.period;
  const validFrom = period?.from ?? FAR_PAST;
  const validTo = period?.to ?? FAR_FUTURE;
  return {
    id: `x_${digest(from, relation.type, to, validFrom, validTo)}`,
    record,
    dataset,
    type: relation.type,
    from,
    to,
    validFrom,
    validTo,
  };
}

function endKey({ role, itemKey }: MappedRelation['from']): string {
  return `${role}\u0000${itemKey}`;
}

/** The stored form of a relation. */
export function relationProperties(relation: RelationState): Properties {
  return {
    id: relation.id,
    record: relation.record,
    dataset: relation.dataset,
    type: relation.type,
    from: toDateTime(relation.validFrom),
    to: toDateTime(relation.validTo),
    recordedTo: OPEN_END,
  };
}
