import type { Command } from 'commander';
import { undoDelivery } from '../../intake/undo-delivery.ts';
import { tellReport, watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';

const HELP = `
Examples:
  $ jingwei status
  $ jingwei undo d_5v0Jw8Qn1xB2kYt7LmZc3A`;

export function addUndo(program: Command, run: RunCommand): void {
  program
    .command('undo')
    .summary('take back a delivery')
    .description(
      'Takes back everything that the latest delivery of a dataset stated; what was known meanwhile stays readable as of then.',
    )
    .argument('<delivery>', 'id of the delivery, as `jingwei status` and `jingwei intake` tell it')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((delivery: string, options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async (store) => {
          const report = await watchIntake(cli, store, delivery, (context) =>
            undoDelivery(context, delivery),
          );
          return tellReport(cli, report);
        }),
      ),
    );
}
