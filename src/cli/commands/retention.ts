import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { isDue } from '../../retention/plan-erasure.ts';
import type { RetentionReport } from '../../retention/retention-report.ts';
import { runRetention } from '../../retention/run-retention.ts';
import { EXIT } from '../exit-code.ts';
import { watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';
import { formatTable } from '../words.ts';

interface RetentionOptions {
  readonly erase?: boolean;
  readonly dataset: readonly string[];
  readonly json?: boolean;
}

const HELP = `
Without --erase it is a dry run: it says what would go and changes nothing. What was erased cannot be brought back.
Backups made before hold it still: they have a time of their own.

Examples:
  $ jingwei retention run
  $ jingwei retention run --erase
  $ jingwei retention run --erase --dataset traffic-police/accidents`;

/** How long contracts let values be kept. */
export function addRetention(program: Command, run: RunCommand): void {
  const retention = program
    .command('retention')
    .description('Keeps to the time that contracts let values be kept.');
  retention
    .command('run')
    .description('Shows, or erases, what contracts let nobody keep any longer.')
    .option('--dry-run', 'only say what would go (as without any option)')
    .option('--erase', 'erase it')
    .option('--dataset <id>', 'only this one, however much of it goes; may be given again', collect, [])
    .option('--json', 'the report as one line of JSON')
    .addHelpText('after', HELP)
    .action((options: RetentionOptions & { dryRun?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async (store) => {
          const erase = options.erase === true && options.dryRun !== true;
          const request = { at: Date.now(), erase, datasets: options.dataset, by: userInfo().username };
          const report = await watchIntake(cli, store, 'retention', (context) =>
            runRetention(context, request),
          );
          if (cli.json) cli.terminal.print(JSON.stringify(report));
          else for (const line of describeRetention(report)) cli.terminal.print(line);
          return report.datasets.some(({ kept }) => kept !== null) ? EXIT.held : EXIT.done;
        }),
      ),
    );
}

function describeRetention({ dryRun, datasets, unlimited }: RetentionReport): readonly string[] {
  const due = datasets.filter(isDue);
  const none =
    unlimited.length === 0 ? [] : [`Without a retention in their contract: ${unlimited.join(', ')}`];
  if (due.length === 0) return ['Nothing is over its time.', ...none];
  return [
    dryRun ? 'Over its time (dry run: nothing was changed)' : 'Erased',
    ...formatTable(
      ['dataset', 'kept for', 'over since', 'records', 'rows', 'versions', 'mentions', 'quarantined', 'held'],
      due.map((one) => [
        one.dataset,
        one.retention,
        one.before.slice(0, 10),
        ...(dryRun || one.kept === null
          ? [one.records, one.rows, one.versions, one.mentions, one.quarantined, one.held.length]
          : [0, 0, 0, 0, 0, 0]),
      ]),
    ),
    ...due.flatMap(({ dataset, kept }) => (kept === null ? [] : [`${dataset}: kept, because ${kept}`])),
    ...(dryRun ? ['→ jingwei retention run --erase'] : []),
    ...none,
  ];
}

function collect(dataset: string, before: readonly string[]): readonly string[] {
  return [...before, dataset];
}
