import type { Command } from 'commander';
import { backup } from '../../backup/backup.ts';
import { watchCopy } from '../copy-session.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import type { RunCommand } from '../run-command.ts';
import { countOf, formatSeconds } from '../words.ts';

const HELP = `
The file holds the store as of one moment and everything in it: keep it as safe as the store. Reads go on meanwhile;
who wants to write waits, or is told that the graph is busy.

Examples:
  $ jingwei backup city-2026-02-01.jingwei.gz
  $ JINGWEI_HOME=/srv/other jingwei restore city-2026-02-01.jingwei.gz`;

export function addBackup(program: Command, run: RunCommand): void {
  program
    .command('backup')
    .summary('copy everything into one file')
    .description('Copies everything in the store into one new file.')
    .argument('<file>', 'the file to write; it must not exist')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async (store) => {
          const summary = await watchCopy(cli, store, 'backup', (context) => backup(context, file));
          const { nodes, relationships, seconds } = summary;
          const counts = `${countOf(nodes, 'node')} and ${countOf(relationships, 'relationship')}`;
          cli.terminal.print(
            cli.json ? JSON.stringify(summary) : `${file} holds ${counts} (${formatSeconds(seconds)}).`,
          );
          return EXIT.done;
        }),
      ),
    );
}
