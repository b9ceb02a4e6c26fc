import { join } from 'node:path';
import { JingweiError } from '../errors.ts';
import { csvLine, OutputFile } from '../output-file.ts';
import {
  type BuildDepartment,
  type Department,
  MISTAKES_HEADER,
  Statement,
  TRUTH_HEADER,
} from './department.ts';
import { buildEmergencyDispatch } from './departments/emergency-dispatch.ts';
import { buildGates } from './departments/gates.ts';
import { buildHousing } from './departments/housing.ts';
import { buildMarketRegulation } from './departments/market-regulation.ts';
import { buildPopulation } from './departments/population.ts';
import { buildSocialSecurity } from './departments/social-security.ts';
import { buildTrafficPolice } from './departments/traffic-police.ts';
import { buildVehicles } from './departments/vehicles.ts';
import { type ErrorCount, ErrorDraw } from './errors/error-draw.ts';
import { CITY_DATASETS, type CityDataset, type ErrorKind, RATES, type Rates } from './errors/rates.ts';
import { createCityWorld } from './world/city-world.ts';
import { dayOf, formatDay } from './world/days.ts';
import { areaRows } from './world/districts.ts';
import { FIRST_PASSAGE } from './world/passages.ts';
import { MAX_PERSONS } from './world/person.ts';
import { writeCompanions } from './write-companions.ts';
import { writeOccasions } from './write-occasions.ts';

export interface CityOptions {
  /** 10 to 1,400,000. */
  readonly persons: number;
  /** A whole number from 0 to 2^53 - 1. The same seed, number of persons and `since` give the same bytes. */
  readonly seed: number;
  /** ISO day: what was over before it is left out, as where departments keep things for some years only; residents and companies are kept whole. Nothing is left out by default. */
  readonly since?: string | undefined;
  /** Folder to write to; made if it is missing. */
  readonly directory: string;
  /** `true` (default): {@link RATES}; `false`: no errors; or rates of one's own. */
  readonly errors?: boolean | Rates;
}

export interface CityProgress {
  readonly dataset: CityDataset;
  /** Share of the whole city that is written, 0 to 1. */
  readonly share: number;
  readonly records: number;
}

interface DatasetSummary {
  readonly dataset: CityDataset;
  /** Path inside the folder. */
  readonly file: string;
  readonly rows: number;
  readonly records: number;
  readonly errors: Readonly<Partial<Record<ErrorKind, ErrorCount>>>;
}

export interface CitySummary {
  readonly directory: string;
  readonly persons: number;
  readonly seed: number;
  readonly datasets: readonly DatasetSummary[];
  readonly rows: number;
  readonly records: number;
  /** Mentions that truth.csv names. */
  readonly mentions: number;
}

const BUILDERS: Readonly<Record<CityDataset, BuildDepartment>> = {
  'population/residents': buildPopulation,
  'market-regulation/companies': buildMarketRegulation,
  'vehicles/registrations': buildVehicles,
  'traffic-police/accidents': buildTrafficPolice,
  'social-security/insured': buildSocialSecurity,
  'housing/tenancies': buildHousing,
  'emergency-dispatch/dispatches': buildEmergencyDispatch,
  'traffic-police/passages': buildGates,
};
const PROGRESS_EVERY = 2_000;

/**
 * Writes a synthetic city: one file per department, `truth.csv` (who each mention is), `mistakes.csv` (which values are wrong in substance), `occasions.csv` (which dispatch
 * was about which accident), `companions.csv` (which vehicles travel together) and `areas.csv` (history of the divisions). Memory does not grow with the number of persons.
 *
 * Throws BAD_INPUT for a number of persons or a seed out of range or a day that is none, DISK_FULL, FOLDER_UNWRITABLE.
 */
export async function generateCity(
  options: CityOptions,
  onProgress?: (progress: CityProgress) => void,
): Promise<CitySummary> {
  const { persons, seed, directory } = options;
  checkWhole('persons', persons, 10, MAX_PERSONS);
  checkWhole('seed', seed, 0, Number.MAX_SAFE_INTEGER);
  const world = createCityWorld(seed, persons, parseSince(options.since));
  const rates =
    options.errors === false ? undefined : typeof options.errors === 'object' ? options.errors : RATES;
  const work = CITY_DATASETS.map((dataset) => {
    const errors = new ErrorDraw(seed, dataset, rates?.[dataset] ?? {});
    return { department: BUILDERS[dataset](world, errors), errors };
  });
  const total = work.reduce((sum, { department }) => sum + department.count, 0);
  const truth = await OutputFile.open(join(directory, 'truth.csv'));
  const mistakes = await OutputFile.open(join(directory, 'mistakes.csv'));
  const datasets: DatasetSummary[] = [];
  let done = 0;
  let records = 0;
  try {
    truth.line(csvLine(TRUTH_HEADER));
    mistakes.line(csvLine(MISTAKES_HEADER));
    for (const { department, errors } of work) {
      const statement = await writeDepartment(
        department,
        directory,
        { truth, mistakes },
        (index, written) => {
          onProgress?.({
            dataset: department.dataset,
            share: (done + index) / total,
            records: records + written,
          });
        },
      );
      done += department.count;
      records += statement.records;
      datasets.push({
        dataset: department.dataset,
        file: department.file,
        rows: statement.rows,
        records: statement.records,
        errors: errors.counts(),
      });
    }
    await truth.finish();
    await mistakes.finish();
  } catch (error) {
    await truth.discard();
    await mistakes.discard();
    throw error;
  }
  await writeOccasions(world, directory);
  await writeCompanions(world, directory);
  await writeAreas(directory);
  const rows = datasets.reduce((sum, dataset) => sum + dataset.rows, 0);
  return { directory, persons, seed, datasets, rows, records, mentions: truth.lines - 1 };
}

function parseSince(since: string | undefined): number | undefined {
  if (since === undefined) return undefined;
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? dayOf(since) : Number.NaN;
  // Whoever travels together in truth does so in what the gates saw, which is kept whole.
  if (Number.isNaN(day) || formatDay(day, 'iso') !== since || day > FIRST_PASSAGE)
    throw new JingweiError('BAD_INPUT', {
      argument: 'since',
      reason: `since must be a day, YYYY-MM-DD, no later than ${formatDay(FIRST_PASSAGE, 'iso')}`,
    });
  return day;
}

function checkWhole(argument: string, value: number, from: number, to: number): void {
  if (Number.isSafeInteger(value) && value >= from && value <= to) return;
  throw new JingweiError('BAD_INPUT', {
    argument,
    reason: `${argument} must be a whole number from ${from} to ${to}`,
  });
}

async function writeDepartment(
  department: Department,
  directory: string,
  { truth, mistakes }: { readonly truth: OutputFile; readonly mistakes: OutputFile },
  report: (index: number, records: number) => void,
): Promise<Statement> {
  const file = await OutputFile.open(join(directory, department.file), department.encoding);
  const out = new Statement(department.dataset, file, truth, mistakes);
  try {
    if (department.header !== null) file.line(csvLine(department.header));
    for (let index = 0; index < department.count; index++) {
      department.write(index, out);
      if (file.isFull) await file.flush();
      if (truth.isFull) await truth.flush();
      if (mistakes.isFull) await mistakes.flush();
      if (index % PROGRESS_EVERY === 0) report(index, out.records);
    }
    await file.finish();
    return out;
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function writeAreas(directory: string): Promise<void> {
  const file = await OutputFile.open(join(directory, 'areas.csv'));
  for (const row of areaRows()) file.line(csvLine(row));
  await file.finish();
}
