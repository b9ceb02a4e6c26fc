import { type Command, InvalidArgumentError } from 'commander';
import { type CitySummary, generateCity } from '../../city/generate-city.ts';
import { EXIT } from '../exit-code.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatTable } from '../words.ts';

interface CityOptions {
  readonly people: number;
  readonly seed: number;
  readonly out: string;
  readonly since?: string;
  readonly json?: boolean;
}

const HELP = `
The same seed, number of people and day give the same bytes. truth.csv says who each mention is, mistakes.csv what is
written wrong in substance. Nobody in it is real.

Examples:
  $ jingwei generate city --people 2000 --seed 1 --out city
  $ jingwei generate city --people 2000 --seed 1 --since 2021-01-01 --out recent
  $ jingwei intake examples/city/population/residents.odcs.yaml city/population/residents.csv`;

export function addGenerate(program: Command, run: RunCommand): void {
  const generate = program.command('generate').description('Makes data to try things out on.');
  generate
    .command('city')
    .description('Writes a synthetic city: the files of seven departments about people who never lived.')
    .requiredOption('--people <number>', 'how many people live in it', parseWhole)
    .requiredOption('--seed <number>', 'which city', parseWhole)
    .requiredOption('--out <folder>', 'where to write it')
    .option('--since <day>', 'leave out what was over before that day, YYYY-MM-DD')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((options: CityOptions) => run(options, (cli) => generateFiles(cli, options)));
}

async function generateFiles({ terminal, json, signal }: Cli, options: CityOptions): Promise<number> {
  const progress = createProgress(terminal, 'city');
  let summary: CitySummary;
  try {
    summary = await generateCity(
      { persons: options.people, seed: options.seed, since: options.since, directory: options.out },
      ({ dataset, share, records }) => {
        signal.throwIfAborted();
        const of = share > 0 ? Math.max(records, Math.round(records / share)) : undefined;
        progress.show({ phase: dataset, done: records, of, unit: 'record' });
      },
    );
  } finally {
    progress.stop();
  }
  if (json) terminal.print(JSON.stringify(summary));
  else for (const line of describeCity(summary)) terminal.print(line);
  return EXIT.done;
}

function describeCity({ directory, datasets, rows, mentions }: CitySummary): readonly string[] {
  return [
    ...formatTable(
      ['file', 'rows', 'records'],
      datasets.map((dataset) => [dataset.file, dataset.rows, dataset.records]),
    ),
    `${countOf(rows, 'row')} in ${directory}; truth.csv names ${countOf(mentions, 'mention')}.`,
  ];
}

/** Whether the number is in range, the generator says itself. */
function parseWhole(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
