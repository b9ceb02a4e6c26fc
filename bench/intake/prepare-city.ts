import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CitySummary, generateCity } from '../../src/city/generate-city.ts';

/** A generated city on disk. */
export interface PreparedCity {
  readonly summary: CitySummary;
  remove(): Promise<void>;
}

const RECORDS_PER_PERSON = 8;
const FEWEST_PERSONS = 50;

/** Generates a city that has at least so many records, and hardly more. */
export async function prepareCity(records: number, seed: number): Promise<PreparedCity> {
  const directory = await mkdtemp(join(tmpdir(), 'jingwei-bench-city-'));
  let persons = Math.max(FEWEST_PERSONS, Math.ceil(records / RECORDS_PER_PERSON));
  for (;;) {
    const summary = await generateCity({ persons, seed, directory });
    if (summary.records >= records) {
      return { summary, remove: () => rm(directory, { recursive: true, force: true }) };
    }
    persons = Math.ceil(persons * (records / summary.records) * 1.01) + 1;
  }
}
