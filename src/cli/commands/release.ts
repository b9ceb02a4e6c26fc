import type { Command } from 'commander';
import { releaseDelivery } from '../../intake/held-delivery.ts';
import { tellReport, watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';

const HELP = `
Examples:
  $ jingwei status
  $ jingwei release d_5v0Jw8Qn1xB2kYt7LmZc3A`;

export function addRelease(program: Command, run: RunCommand): void {
  program
    .command('release')
    .summary('apply a held delivery')
    .description('Applies a delivery that was held, after a person looked at it.')
    .argument('<delivery>', 'id of the delivery, as `jingwei status` and `jingwei intake` tell it')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((delivery: string, options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async (store) => {
          const report = await watchIntake(cli, store, delivery, (context) =>
            releaseDelivery(context, delivery),
          );
          return tellReport(cli, report);
        }),
      ),
    );
}
