import type { Command } from 'commander';
import type { DeliveryReport } from '../../intake/delivery.ts';
import type { IntakeContext } from '../../intake/intake-context.ts';
import { tellReport, watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';

/** A command that does one thing to one delivery and tells what became of it. */
export interface DeliveryCommand {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  work(context: IntakeContext, delivery: string): Promise<DeliveryReport>;
}

export function addDeliveryCommand(program: Command, run: RunCommand, command: DeliveryCommand): void {
  const { name, summary, description, work } = command;
  program
    .command(name)
    .summary(summary)
    .description(description)
    .argument('<delivery>', 'id of the delivery, as `jingwei status` and `jingwei intake` tell it')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', `\nExamples:\n  $ jingwei status\n  $ jingwei ${name} d_5v0Jw8Qn1xB2kYt7LmZc3A`)
    .action((delivery: string, options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async (store) =>
          tellReport(cli, await watchIntake(cli, store, delivery, (context) => work(context, delivery))),
        ),
      ),
    );
}
