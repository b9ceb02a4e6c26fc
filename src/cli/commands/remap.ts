import type { Command } from 'commander';
import { loadDefinition } from '../../intake/definition.ts';
import { remap } from '../../intake/remap.ts';
import { tellReport, watchIntake } from '../intake-session.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';

const HELP = `
What the new definition makes of the rows replaces what the old one made; quarantined rows get another chance. It is a
delivery of its own, and \`jingwei undo\` takes it back.

Examples:
  $ jingwei check residents.odcs.yaml
  $ jingwei remap residents.odcs.yaml`;

export function addRemap(program: Command, run: RunCommand): void {
  program
    .command('remap')
    .summary('apply a changed contract or mapping')
    .description('Applies a changed contract or mapping to the rows that are kept, without a new delivery.')
    .argument('<contract>', 'the contract, <dataset>.odcs.yaml, with <dataset>.mapping.yaml beside it')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((contract: string, options: { json?: boolean }) =>
      run(options, async (cli) => {
        const definition = await loadDefinition(contract);
        return withStore(cli, async (store) => {
          const report = await watchIntake(cli, store, definition.id, (context) =>
            remap(context, definition),
          );
          return tellReport(cli, report);
        });
      }),
    );
}
