import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { exportCorrections } from '../../export/corrections/export-corrections.ts';
import { runIdentityStages } from '../../pipeline.ts';
import { type AnswerSheetReport, answerSheet } from '../../reconcile/corrections/answer-sheet.ts';
import { closeDecisionLog } from '../../reconcile/decision-log.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount } from '../words.ts';

interface SheetOptions {
  readonly department: string;
  readonly by: string;
  readonly json?: boolean;
}

interface ExportOptions extends SheetOptions {
  readonly matter?: string;
}

interface ImportOptions extends SheetOptions {
  readonly results?: string;
}

const HELP = `
For departments that do not call the API: their open corrections go out as an XLSX workbook and come back filled in. A row shows what the
department itself may see. It fills in answer (CONFIRMED, CORRECTED or REJECTED; 确认, 更正, 驳回), the right value where it is
CORRECTED, and evidence; rows without an answer stay open.
Each row that comes back is taken in or refused by itself: one that never went out to this department, that was changed elsewhere
than in its answer, or that holds a formula is refused with a code. What became of each is written beside the file (FILE.results.csv). The same file again changes nothing.

Examples:
  $ jingwei corrections export population.xlsx --department population
  $ jingwei corrections import population.xlsx --department population --by "L. Chen"`;

export function addCorrections(program: Command, run: RunCommand): void {
  const corrections = program
    .command('corrections')
    .description('Sends open corrections out as a sheet, and takes the answers in.')
    .addHelpText('after', HELP);
  corrections
    .command('export')
    .argument('<file>', 'the XLSX file to write')
    .description('Writes the open corrections of a department.')
    .requiredOption('--department <id>', 'whose corrections')
    .option('--by <name>', 'who takes them out', userInfo().username)
    .option('--matter <id>', 'the matter that it is for')
    .option('--json', 'the count as one line of JSON')
    .action((file: string, options: ExportOptions) => run(options, (cli) => writeSheet(cli, file, options)));
  corrections
    .command('import')
    .argument('<file>', 'the XLSX file that came back')
    .description('Takes the answers of a department in.')
    .requiredOption('--department <id>', 'whose answers')
    .requiredOption('--by <name>', 'who answered')
    .option('--results <file>', 'where to write what became of each row (default: FILE.results.csv)')
    .option('--json', 'the counts as one line of JSON')
    .action((file: string, options: ImportOptions) => run(options, (cli) => readSheet(cli, file, options)));
}

async function writeSheet(cli: Cli, file: string, options: ExportOptions): Promise<number> {
  const { terminal, settings, signal, json } = cli;
  const { department, by, matter = null } = options;
  const rows = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, 'corrections');
    try {
      return await exportCorrections(
        { graph, settings, signal, clock: Date.now },
        {
          ...{ department, file, by, matter },
          onProgress: (done) => progress.show({ phase: 'writing', done, of: undefined, unit: 'row' }),
        },
      );
    } finally {
      progress.stop();
    }
  });
  terminal.print(json ? JSON.stringify({ file, rows }) : `${countOf(rows, 'open correction')} → ${file}`);
  return EXIT.done;
}

async function readSheet(cli: Cli, file: string, options: ImportOptions): Promise<number> {
  const { terminal, settings, signal, json } = cli;
  const results = options.results ?? `${file}.results.csv`;
  const report = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, 'corrections');
    const deciding = { graph, settings, signal, clock: Date.now, by: options.by, matter: null };
    try {
      return await answerSheet(
        { ...deciding, onIdentity: runIdentityStages },
        {
          ...{ file, results, department: options.department },
          onProgress: (done) => progress.show({ phase: 'reading', done, of: undefined, unit: 'row' }),
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

function describeReport({ rows, refused, ...taken }: AnswerSheetReport, results: string): string {
  const parts = Object.entries(taken)
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${formatCount(count)} ${result}`);
  return `${countOf(rows, 'row')}: ${[...parts, `${formatCount(refused)} refused`].join(', ')} → ${results}`;
}
