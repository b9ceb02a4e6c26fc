import type { EntityKind } from '../intake/mapped.ts';
import { csvLine, type OutputFile } from '../output-file.ts';
import type { ErrorDraw } from './errors/error-draw.ts';
import type { CityDataset } from './errors/rates.ts';
import type { CityWorld } from './world/city-world.ts';

/**
 * A department of the city: it looks at the world one number at a time and states what it knows, with its errors.
 * `write` must depend on the world, the errors and the number alone.
 */
export interface Department {
  readonly dataset: CityDataset;
  /** Path of the file inside the city's folder. */
  readonly file: string;
  readonly encoding: string;
  /** Header cells; null for NDJSON. */
  readonly header: readonly string[] | null;
  /** Numbers to walk through, from 0; not the number of records. */
  readonly count: number;
  write(index: number, out: Statement): void;
}

export type BuildDepartment = (world: CityWorld, errors: ErrorDraw) => Department;

/** Takes the rows of one dataset and, for each mention that the mapping will make, who is meant in truth. */
export class Statement {
  records = 0;
  rows = 0;
  readonly #dataset: CityDataset;
  readonly #file: OutputFile;
  readonly #truth: OutputFile;
  readonly #mistakes: OutputFile;

  constructor(dataset: CityDataset, file: OutputFile, truth: OutputFile, mistakes: OutputFile) {
    this.#dataset = dataset;
    this.#file = file;
    this.#truth = truth;
    this.#mistakes = mistakes;
  }

  /** A row of a CSV file. The first row of each record comes with {@link Statement.record}. */
  row(cells: readonly string[]): void {
    this.rows++;
    this.#file.line(csvLine(cells));
  }

  /** A line of an NDJSON file. */
  object(value: unknown): void {
    this.rows++;
    this.#file.line(JSON.stringify(value));
  }

  /** Counts a record. */
  record(): void {
    this.records++;
  }

  /** What a record says that is wrong in substance. */
  mistakes(record: string, errors: ErrorDraw): void {
    for (const { role, item, attribute, written, truth } of errors.takeMistakes())
      this.#mistakes.line(csvLine([this.#dataset, record, role, item, attribute, written, truth]));
  }

  /** Who or what a mention is. `item` is the mention's item key, '' for a role with one mention. */
  truth(record: string, role: string, item: string, kind: EntityKind, entity: string): void {
    const start = `${this.#dataset},${record},${role},`;
    if (item === '') this.#truth.asciiLine(`${start},${entity},${kind}`);
    else this.#truth.line(`${start}${csvLine([item])},${entity},${kind}`);
  }
}

export const MISTAKES_HEADER = [
  'dataset',
  'record',
  'role',
  'item',
  'attribute',
  'written',
  'truth',
] as const;
export const TRUTH_HEADER = ['dataset', 'record', 'role', 'item', 'entity', 'kind'] as const;
