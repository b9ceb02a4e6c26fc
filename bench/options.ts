import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const BENCHES = ['intake', 'reads', 'access', 'resolve', 'reconcile', 'start', 'correlate'] as const;
export type Bench = (typeof BENCHES)[number];

/** What one bench is run with. */
export interface BenchOptions {
  /** Records of the generated city, at least. */
  readonly rows: number;
  /** Entries of the log that are verified (access). */
  readonly entries: number;
  /** How often product and hand-written statements take turns. */
  readonly runs: number;
  readonly seed: number;
  /** A folder that keeps the store with its city for the next bench; null: none. */
  readonly home: string | null;
}

/** What the command line asks for. */
export interface CommandLine extends Omit<BenchOptions, 'rows'> {
  /** Which benches, in order. */
  readonly benches: readonly Bench[];
  /** Null: as many as the bench is promised at. */
  readonly rows: number | null;
  /** Compare with the committed ratios and fail on a regression. */
  readonly check: boolean;
  /** As given, for the page of results. */
  readonly command: string;
}

export const USAGE = `npm run bench -- [intake|reads|correlate|access|resolve|reconcile|start …] [--rows N] [--entries 1000000] [--runs 1] [--seed 1] [--home DIR] [--check]

  intake   rate of taking a city in against hand-written statements; from a million rows on only the product's memory
  reads    six GraphQL questions against the bare Cypher that answers the same
  correlate  every analytic root that a time is promised for, against the bare Cypher that answers the same
  access   profiles with what access adds against those without; verification of a million log entries
  resolve  what a run writes against its bare statements; one new record, and deliveries of fifty, with models in use
  reconcile  a judgement that joins two entities of ten records, to a consistent read; a page of the review queue
  start    seconds from \`npm start\` on an empty home to the ready line
  --rows   records of the generated city: 200,000, of correlate 1,000,000
  --home   keep the store with its city there, and use it again (reads, correlate, access, reconcile)
  --check  compare the ratios with bench/baselines.json; exit code 1 on a regression`;

const MANY = 1_000_000;
const ROWS = 200_000;

/** What one of the benches is run with. */
export function optionsOf({ rows, entries, runs, seed, home }: CommandLine, bench: Bench): BenchOptions {
  return { rows: rows ?? (bench === 'correlate' ? MANY : ROWS), entries, runs, seed, home };
}

/** Parses the command line. Throws a TypeError on what it does not know. */
export function parseOptions(given: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      entries: { type: 'string', default: '1000000' },
      runs: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      home: { type: 'string' },
      check: { type: 'boolean', default: false },
    },
  });
  const benches = positionals.map(parseBench);
  return {
    benches: benches.length === 0 ? BENCHES : benches,
    rows: values.rows === undefined ? null : parseWhole('--rows', values.rows),
    entries: parseWhole('--entries', values.entries),
    runs: parseWhole('--runs', values.runs),
    seed: parseWhole('--seed', values.seed),
    home: values.home === undefined ? null : resolve(values.home),
    check: values.check,
    command: ['npm run bench', ...(given.length === 0 ? [] : ['--', ...given])].join(' '),
  };
}

function parseBench(word: string): Bench {
  const bench = BENCHES.find((known) => known === word);
  if (bench === undefined) throw new TypeError(`There is no bench ${word}`);
  return bench;
}

function parseWhole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new TypeError(`${name} must be a whole number above 0`);
  return value;
}
