import type { ExportedRecord, Layout } from '../exported-record.ts';

/** Writes records into a file that bears its name only once it is whole. */
export interface RecordWriter<Row = ExportedRecord> {
  write(records: readonly Row[]): Promise<void>;
  /** Writes the rest and gives the file its name. */
  finish(): Promise<void>;
  /** Gives up: nothing of it stays behind. */
  discard(): Promise<void>;
}

export const EXPORT_FORMATS = ['csv', 'xlsx', 'ndjson', 'parquet'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type OpenWriter = (path: string, layout: Layout) => Promise<RecordWriter>;
