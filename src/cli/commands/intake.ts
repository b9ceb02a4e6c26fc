import { basename } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { loadDefinition } from '../../intake/definition.ts';
import { deliver } from '../../intake/deliver.ts';
import type { DeliveryMode } from '../../intake/delivery.ts';
import { EXIT } from '../exit-code.ts';
import { tellReport, watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { Cli, RunCommand } from '../run-command.ts';

interface IntakeOptions {
  readonly mode?: DeliveryMode;
  readonly statedAt?: string;
  readonly json?: boolean;
}

const HELP = `
A row is accepted, unchanged, a new version, or quarantined with its reason; the counts add up to the rows of the file.
The same file again changes nothing. A delivery that would end or break too much is held (exit code 7).

Examples:
  $ jingwei intake examples/tainan/environment/facilities.odcs.yaml facilities.csv
  $ jingwei intake residents.odcs.yaml 2026-01.csv.gz 2026-02.csv.gz --mode INCREMENT
  $ jingwei intake residents.odcs.yaml residents.xlsx --stated-at 2026-02-01 --json | tail -n 1`;

export function addIntake(program: Command, run: RunCommand): void {
  program
    .command('intake')
    .summary('take files of a dataset in')
    .description('Takes files of a dataset in, one after the other, through its contract and mapping.')
    .argument('<contract>', 'the contract, <dataset>.odcs.yaml, with <dataset>.mapping.yaml beside it')
    .argument('<file...>', "files to take in: CSV, TSV, NDJSON, JSON, XLSX or Parquet, gzip'd or not")
    .addOption(
      new Option('--mode <mode>', 'whether what a file does not state ends').choices(['FULL', 'INCREMENT']),
    )
    .option('--stated-at <when>', 'when the department stated it, ISO 8601 (default: now)', parseInstant)
    .option('--json', 'one line of JSON for each file')
    .addHelpText('after', HELP)
    .action((contract: string, files: string[], options: IntakeOptions) =>
      run(options, (cli) => intake(cli, contract, files, options)),
    );
}

async function intake(
  cli: Cli,
  contract: string,
  files: readonly string[],
  { mode, statedAt }: IntakeOptions,
): Promise<number> {
  const definition = await loadDefinition(contract);
  let exit: number = EXIT.done;
  await withStore(cli, async (store) => {
    for (const file of files) {
      try {
        const report = await watchIntake(cli, store, basename(file), (context) =>
          deliver(context, { definition, file, mode, statedAt }),
        );
        exit = Math.max(exit, tellReport(cli, report));
      } catch (error) {
        if (cli.signal.aborted) {
          cli.terminal.tell('What was applied stays. To go on, give the same command again:');
          cli.terminal.tell(`→ jingwei intake ${contract} ${files.slice(files.indexOf(file)).join(' ')}`);
        }
        throw error;
      }
    }
  });
  return exit;
}

/** A date or an instant, as UTC. */
function parseInstant(text: string): string {
  const milliseconds = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:?\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(milliseconds)) {
    throw new InvalidArgumentError('Write 2026-02-01, or 2026-02-01T08:30:00+08:00.');
  }
  return new Date(milliseconds).toISOString();
}
