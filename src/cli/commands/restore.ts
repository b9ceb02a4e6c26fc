import type { Command } from 'commander';
import { verifyBackup } from '../../backup/read-backup.ts';
import { restore } from '../../backup/restore.ts';
import { loadSignedHeads, requireSigned } from '../../chain/witness.ts';
import { JingweiError } from '../../errors.ts';
import type { Graph } from '../../graph/graph.ts';
import { watchCopy } from '../copy-session.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatSeconds } from '../words.ts';

const HELP = `
The file is checked whole before anything is written. A restore that was cut short leaves a store that no other command
opens; give the same command again, and it starts over.

Examples:
  $ JINGWEI_HOME=/srv/new jingwei restore city-2026-02-01.jingwei.gz
  $ NEO4J_URI=neo4j://db:7687 NEO4J_PASSWORD=… jingwei restore city-2026-02-01.jingwei.gz`;

export function addRestore(program: Command, run: RunCommand): void {
  program
    .command('restore')
    .summary('fill an empty store from a backup')
    .description('Fills an empty store from a file that `jingwei backup` made.')
    .argument('<file>', 'the backup')
    .option('--json', 'the result as one line of JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: { json?: boolean }) => run(options, (cli) => restoreFrom(cli, file)));
}

async function restoreFrom(cli: Cli, file: string): Promise<number> {
  const { terminal, signal, json } = cli;
  terminal.tell(`Checking ${file} …`);
  const header = await verifyBackup(file, signal);
  const summary = await withStore(
    cli,
    async (store) => {
      const summary = await watchCopy(cli, store, 'restore', (context) => restore(context, file, header));
      await tellLoss(cli, store.graph);
      return summary;
    },
    { asFound: true },
  );
  const { nodes, relationships, seconds } = summary;
  const counts = `${countOf(nodes, 'node')} and ${countOf(relationships, 'relationship')}`;
  terminal.print(
    json ? JSON.stringify(summary) : `The store holds ${counts} again (${formatSeconds(seconds)}).`,
  );
  return EXIT.done;
}

/** What was signed here and is not in the backup is lost: somebody has to stand for it before anybody is served. */
async function tellLoss({ settings, terminal }: Cli, graph: Graph): Promise<void> {
  const signed = await loadSignedHeads(settings.audit, undefined);
  for (const chain of signed.heads.keys()) {
    try {
      await requireSigned(graph, signed, chain);
    } catch (error) {
      if (!(error instanceof JingweiError)) throw error;
      terminal.tell(`${error.message}.`);
      terminal.tell(`→ ${error.remedy}`);
    }
  }
}
