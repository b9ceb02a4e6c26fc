import { csvLine, OutputFile } from '../../output-file.ts';
import { type ExportedRecord, type Layout, toObject } from '../exported-record.ts';
import { guardFormula } from './formula.ts';
import type { RecordWriter } from './record-writer.ts';

/** RFC 4180 in UTF-8, with the mark by which spreadsheet programs know that it is. */
export async function openCsv(path: string, layout: Layout): Promise<RecordWriter> {
  const file = await OutputFile.open(path);
  file.line(`\uFEFF${csvLine(layout.columns.map(guardFormula))}`);
  return toWriter(file, (record) => csvLine(layout.cellsOf(record).map(guardFormula)));
}

/** One JSON object a line. */
export async function openNdjson(path: string): Promise<RecordWriter> {
  return toWriter(await OutputFile.open(path), (record) => JSON.stringify(toObject(record)));
}

function toWriter(file: OutputFile, lineOf: (record: ExportedRecord) => string): RecordWriter {
  return {
    write: async (records) => {
      for (const record of records) {
        file.line(lineOf(record));
        if (file.isFull) await file.flush();
      }
    },
    finish: () => file.finish(),
    discard: () => file.discard(),
  };
}
