import type { Command } from 'commander';
import { dismissDelivery } from '../../intake/held-delivery.ts';
import { toJsonLine } from '../describe-report.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';

const HELP = `
Examples:
  $ jingwei status
  $ jingwei dismiss d_5v0Jw8Qn1xB2kYt7LmZc3A`;

export function addDismiss(program: Command, run: RunCommand): void {
  program
    .command('dismiss')
    .summary('turn a held delivery down')
    .description('Turns a held delivery down: nothing of it is applied, and its bytes go.')
    .argument('<delivery>', 'id of the delivery, as `jingwei status` and `jingwei intake` tell it')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((delivery: string, options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async ({ graph }) => {
          const { settings, signal, terminal, json } = cli;
          const report = await dismissDelivery({ graph, settings, clock: Date.now, signal }, delivery);
          terminal.print(json ? toJsonLine(report) : `${report.dataset}: ${delivery} was turned down.`);
          return EXIT.done;
        }),
      ),
    );
}
