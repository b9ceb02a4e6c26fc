import type { Command } from 'commander';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { readStatus, type Status, type WaitingDelivery } from '../read-status.ts';
import type { RunCommand } from '../run-command.ts';
import { countOf, formatCount, formatTable } from '../words.ts';

const HELP = `
Examples:
  $ jingwei status
  $ jingwei status --json | jq '.waiting[].commands[0]'`;

export function addStatus(program: Command, run: RunCommand): void {
  program
    .command('status')
    .summary('show the server, the datasets, and what waits')
    .description('Shows which server is used, which datasets are in it, and what waits for somebody.')
    .option('--json', 'everything as one line of JSON')
    .addHelpText('after', HELP)
    .action((options: { json?: boolean }) =>
      run(options, (cli) =>
        withStore(cli, async ({ graph, address }) => {
          const { settings, signal, terminal, json } = cli;
          const status = await readStatus({ graph, settings, clock: Date.now, signal }, address.uri);
          if (json) terminal.print(JSON.stringify(status));
          else for (const line of describeStatus(status)) terminal.print(line);
          return EXIT.done;
        }),
      ),
    );
}

/** The overview in lines; what waits for somebody comes first. */
export function describeStatus(status: Status): readonly string[] {
  const { server, home, nodes, relationships, waiting, datasets } = status;
  const where = home === null ? '' : `, in ${home}`;
  return [
    ...waiting.flatMap(describeWaiting),
    ...(waiting.length > 0 ? [''] : []),
    `Server: ${server.kind === 'embedded' ? 'embedded Neo4j' : 'Neo4j'} at ${server.address}${where}`,
    `Store: ${countOf(nodes, 'node')}, ${countOf(relationships, 'relationship')}`,
    '',
    ...(datasets.length === 0
      ? ['No dataset yet.', '→ jingwei intake CONTRACT FILE']
      : formatTable(
          ['dataset', 'department', 'records', 'deliveries', 'held', 'quarantined'],
          datasets.map((one) => [
            one.id,
            one.department,
            one.records,
            one.deliveries,
            one.held,
            one.quarantined,
          ]),
        )),
  ];
}

function describeWaiting(one: WaitingDelivery): readonly string[] {
  const rows = one.rows === 0 ? '' : `, ${formatCount(one.rows)} rows`;
  const head = `${one.dataset}: a delivery is ${one.state} (${one.delivery}, received ${one.receivedAt}${rows})`;
  switch (one.state) {
    case 'held':
      return [
        head,
        ...one.reasons.map((reason) => `  because ${reason}`),
        ...one.commands.map((command) => `→ ${command}`),
      ];
    case 'interrupted':
      return [head, '→ jingwei serve finishes it when it starts; so does the next delivery of the dataset'];
    case 'applying':
      return [head];
  }
}
