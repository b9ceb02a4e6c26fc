import type { Command } from 'commander';
import { runIdentityStages } from '../../pipeline.ts';
import { closeDecisionLog } from '../../reconcile/decision-log.ts';
import { type JudgeFileReport, judgeFile } from '../../reconcile/judge-file.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount } from '../words.ts';

interface JudgeOptions {
  readonly by: string;
  readonly reason?: string;
  readonly results?: string;
  readonly json?: boolean;
}

const HELP = `
The file is CSV in UTF-8 with the columns a, b, verdict (SAME, DIFFERENT or UNSURE) and reason. A mention is its id (m_…), or
dataset|record key|role, with |item behind it where a role has several.
Each row is taken in or refused by itself; one that contradicts those in force is kept and not obeyed (contested). What
became of each row is written beside the file. The same file again goes on where it was cut short.

Examples:
  $ jingwei judge labels.csv --by "L. Chen"
  $ jingwei judge labels.csv --by "L. Chen" --reason "Checked against the register of 2026-03" --results done.csv`;

export function addJudge(program: Command, run: RunCommand): void {
  program
    .command('judge')
    .argument('<file>', 'labelled pairs of mentions')
    .description('Takes judgements of pairs of mentions in from a file.')
    .requiredOption('--by <name>', 'who judges')
    .option('--reason <text>', 'the reason of rows that give none')
    .option('--results <file>', 'where to write what became of each row (default: FILE.results.csv)')
    .option('--json', 'the counts as one line of JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: JudgeOptions) => run(options, (cli) => judge(cli, file, options)));
}

async function judge(cli: Cli, file: string, options: JudgeOptions): Promise<number> {
  const { terminal, settings, signal, json } = cli;
  const results = options.results ?? `${file}.results.csv`;
  const report = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, 'judge');
    const deciding = { graph, settings, signal, clock: Date.now, by: options.by, matter: null };
    try {
      return await judgeFile(
        { ...deciding, onIdentity: runIdentityStages },
        {
          ...{ file, results, reason: options.reason },
          onProgress: (done) => progress.show({ phase: 'judging', done, of: undefined, unit: 'row' }),
        },
      );
    } finally {
      progress.stop();
      await closeDecisionLog(graph);
    }
  });
  terminal.print(json ? JSON.stringify({ ...report, results }) : describeReport(report, results));
  return report.refused === 0 ? EXIT.done : EXIT.problems;
}

function describeReport({ rows, refused, ...taken }: JudgeFileReport, results: string): string {
  const parts = Object.entries(taken)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${formatCount(count)} ${result}`);
  return `${countOf(rows, 'row')}: ${[...parts, `${formatCount(refused)} refused`].join(', ')} → ${results}`;
}
