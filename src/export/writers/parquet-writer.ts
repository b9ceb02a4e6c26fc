import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { JingweiError } from '../../errors.ts';
import { asFileError, partialPath } from '../../output-file.ts';
import type { Layout } from '../exported-record.ts';
import type { RecordWriter } from './record-writer.ts';

const MEMORY = '512MB';

/**
 * Parquet, every column text, null where there is nothing: rows gather in a DuckDB file beside it, so that memory stays
 * bounded, and are copied out at the end.
 */
export async function openParquet(path: string, layout: Layout): Promise<RecordWriter> {
  const partial = partialPath(path);
  const gathered = `${partial}.duckdb`;
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof JingweiError ? error : asFileError(error, path);
    }
  };
  const remove = async (): Promise<void> => {
    for (const file of [gathered, `${gathered}.wal`]) await rm(file, { force: true });
  };
  const { instance, connection, appender } = await guarded(async () => {
    await mkdir(dirname(path), { recursive: true });
    await remove();
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(gathered, { threads: '1', memory_limit: MEMORY });
    const connection = await instance.connect();
    const columns = layout.columns.map((name) => `${quote(name)} VARCHAR`).join(', ');
    await connection.run(`CREATE TABLE record (${columns})`);
    return { instance, connection, appender: await connection.createAppender('record') };
  });
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  return {
    write: (records) =>
      guarded(async () => {
        for (const record of records) {
          for (const cell of layout.cellsOf(record))
            if (cell === '') appender.appendNull();
            else appender.appendVarchar(cell);
          appender.endRow();
        }
        appender.flushSync();
      }),
    finish: () =>
      guarded(async () => {
        appender.closeSync();
        const target = partial.replaceAll("'", "''");
        await connection.run(`COPY record TO '${target}' (FORMAT parquet, COMPRESSION zstd)`);
        close();
        await remove();
        await rename(partial, path);
      }),
    discard: async () => {
      appender.closeSync();
      close();
      await remove();
      await rm(partial, { force: true });
    },
  };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
