import type { Command } from 'commander';
import { runIdentityStages } from '../../pipeline.ts';
import { closeDecisionLog } from '../../reconcile/decision-log.ts';
import { proposePlaceholders } from '../../reconcile/problems/propose-placeholders.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { parseCount } from '../parse-count.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount } from '../words.ts';

interface FindOptions {
  readonly by: string;
  readonly least: number;
  readonly json?: boolean;
}

const HELP = `
What is found is proposed and changes nothing until a person confirms it: query knownProblems(where: { states: [PROPOSED] }),
mutations confirmKnownProblem and releaseKnownProblem.

Examples:
  $ jingwei problems find --by "L. Chen"
  $ jingwei problems find --by "L. Chen" --least 50`;

export function addProblems(program: Command, run: RunCommand): void {
  program
    .command('problems')
    .summary('values that are nobody’s')
    .description('Values that were found wrong and must not flow back in.')
    .command('find')
    .summary('propose values that stand for too many different things')
    .description(
      'Proposes identifiers, telephones, e-mail addresses, dates and points as known problems that too many different things share.',
    )
    .requiredOption('--by <name>', 'who looks for them')
    .option('--least <count>', 'different things that have to share a value', parseCount(2, 1_000_000), 20)
    .option('--json', 'the counts as one line of JSON')
    .addHelpText('after', HELP)
    .action((options: FindOptions) => run(options, (cli) => find(cli, options)));
}

async function find(cli: Cli, { by, least }: FindOptions): Promise<number> {
  const { terminal, settings, signal, json } = cli;
  const report = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, 'problems');
    const context = { graph, settings, signal, clock: Date.now, by, matter: null };
    try {
      return await proposePlaceholders(
        { ...context, onIdentity: runIdentityStages },
        {
          least,
          onProgress: (done) => progress.show({ phase: 'reading', done, of: undefined, unit: 'mention' }),
        },
      );
    } finally {
      progress.stop();
      await closeDecisionLog(graph);
    }
  });
  const { mentions, proposed, known } = report;
  terminal.print(
    json
      ? JSON.stringify(report)
      : `${countOf(mentions, 'mention')}: ${countOf(proposed, 'value')} proposed, ${formatCount(known)} known already`,
  );
  return EXIT.done;
}
