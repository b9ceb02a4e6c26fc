import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { type CityOptions, type CitySummary, generateCity } from '../../src/city/generate-city.ts';

/** A city in a folder of its own, for the length of a test file. */
export interface GeneratedCity {
  readonly directory: string;
  readonly summary: CitySummary;
  /** Rows of a CSV file by header. */
  rows(file: string, encoding?: string): readonly Readonly<Record<string, string>>[];
  remove(): Promise<void>;
}

export async function makeCity(options: Omit<CityOptions, 'directory'>): Promise<GeneratedCity> {
  const directory = await mkdtemp(join(tmpdir(), 'city-'));
  const summary = await generateCity({ ...options, directory });
  return {
    directory,
    summary,
    rows(file, encoding = 'UTF-8') {
      const text = iconv.decode(readFileSync(join(directory, file)), encoding);
      const rows: readonly Readonly<Record<string, string>>[] = parse(text, { columns: true });
      return rows;
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}
