import type { Command } from 'commander';
import { check } from '../../intake/check.ts';
import { describeCheck } from '../describe-check.ts';
import { EXIT } from '../exit-code.ts';
import { parseCount } from '../parse-count.ts';
import type { Cli, RunCommand } from '../run-command.ts';

interface CheckOptions {
  readonly rows: number;
  readonly json?: boolean;
}

const HELP = `
It needs no server and writes nothing. Problems end it with exit code 3.

Examples:
  $ jingwei check examples/tainan/environment/facilities.odcs.yaml
  $ jingwei check facilities.odcs.yaml facilities.csv --rows 3`;

export function addCheck(program: Command, run: RunCommand): void {
  program
    .command('check')
    .summary('check a contract and its mapping, and try them on a file')
    .description('Checks a contract and its mapping, and shows what the first rows of a file would yield.')
    .argument('<contract>', 'the contract, <dataset>.odcs.yaml, with <dataset>.mapping.yaml beside it')
    .argument('[file]', 'a data file to try them on')
    .option('--rows <number>', 'how many of its rows to look at', parseCount(1, 10_000), 10)
    .option('--json', 'everything as one line of JSON')
    .addHelpText('after', HELP)
    .action((contract: string, file: string | undefined, options: CheckOptions) =>
      run(options, (cli) => checkFiles(cli, contract, file, options.rows)),
    );
}

async function checkFiles(
  { terminal, json }: Cli,
  contract: string,
  file: string | undefined,
  rows: number,
): Promise<number> {
  const report = await check(contract, { rows, ...(file === undefined ? {} : { file }) });
  const { problems, definition, preview } = report;
  if (json) terminal.print(JSON.stringify({ dataset: definition?.id ?? null, problems, preview }));
  else for (const line of describeCheck(report)) terminal.print(line);
  return problems.length > 0 ? EXIT.problems : EXIT.done;
}
