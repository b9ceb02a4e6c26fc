import type { ReadContext } from '../access/access.ts';
import type { AsOf } from '../as-of.ts';
import type { DeliveryId, RecordId } from '../ids.ts';

/** What a mention knows of its record: enough where nobody asks for more. */
export interface RecordRef {
  readonly asOf: AsOf;
  readonly id: RecordId;
  readonly dataset: string;
  readonly key?: string;
}

/** A record as readers are given it; times in milliseconds since 1970. */
export interface RecordModel extends RecordRef {
  readonly key: string;
  readonly delivery: DeliveryId;
  readonly statedAt: number;
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly cell: string | null;
  readonly location: LocationModel | null;
}

/** Where a record lies, beside what its source wrote. */
export interface LocationModel {
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly originalLongitude: string;
  readonly originalLatitude: string;
  readonly coordinateSystem: string;
  readonly flags: readonly string[];
}

/** The columns that every statement about records gives. */
export interface RecordRow {
  readonly id: RecordId;
  readonly dataset: string;
  readonly key: string;
  readonly delivery: DeliveryId;
  readonly statedAt: number;
  readonly recordedFrom: number;
  readonly recordedTo: number;
  readonly validFrom: number;
  readonly validTo: number;
  readonly precision: string;
  readonly cell: string | null;
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly originalLongitude: string | null;
  readonly originalLatitude: string | null;
  readonly coordinateSystem: string | null;
  readonly pointFlags: readonly string[] | null;
}

/** Whether a record was read, or is only named by what it states. */
export function isRead(record: RecordRef): record is RecordModel {
  return 'delivery' in record;
}

export function toRecord({ access }: ReadContext, row: RecordRow, asOf: AsOf): RecordModel {
  access.use.record(row.id, row.dataset);
  return {
    asOf,
    id: row.id,
    dataset: row.dataset,
    key: row.key,
    delivery: row.delivery,
    statedAt: row.statedAt,
    recordedFrom: row.recordedFrom,
    recordedTo: row.recordedTo,
    validFrom: row.validFrom,
    validTo: row.validTo,
    precision: row.precision,
    cell: row.cell,
    location:
      row.coordinateSystem === null
        ? null
        : {
            longitude: row.longitude,
            latitude: row.latitude,
            originalLongitude: row.originalLongitude ?? '',
            originalLatitude: row.originalLatitude ?? '',
            coordinateSystem: row.coordinateSystem,
            flags: row.pointFlags ?? [],
          },
  };
}
