import { openParquet } from './parquet-writer.ts';
import type { ExportFormat, OpenWriter } from './record-writer.ts';
import { openCsv, openNdjson } from './text-writers.ts';
import { openXlsx } from './xlsx-writer.ts';

/** How each format is written. */
export const WRITERS: Readonly<Record<ExportFormat, OpenWriter>> = {
  csv: openCsv,
  xlsx: openXlsx,
  ndjson: openNdjson,
  parquet: openParquet,
};

/** Formats without columns, which give whatever is known of an entity. */
export const GIVES_ALL: ReadonlySet<ExportFormat> = new Set(['ndjson']);
