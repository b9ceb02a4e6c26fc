import { userInfo } from 'node:os';
import { type Command, Option } from 'commander';
import { type ExportReport, exportDataset } from '../../export/export-dataset.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../export/writers/record-writer.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import { createProgress } from '../progress.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf, formatCount, formatSeconds } from '../words.ts';

interface ExportOptions {
  readonly out?: string;
  readonly as: ExportFormat;
  readonly by: string;
  readonly matter?: string;
  readonly use?: string;
  readonly json?: boolean;
}

const HELP = `
A row for each record of the dataset: its key, and for each role the entity and, for each attribute, the preferred value, its
standardised form, what the record itself states, whether it is confirmed, and which record of which dataset says so.
You see what the bureau sees, under the matter that you name; each page is in the log of access before it is written.
The file appears when it is whole. Values that are known problems are left out and listed in FILE.left-out.csv.

Examples:
  $ jingwei export population/residents --matter x_census --out residents.csv
  $ jingwei export population/residents --matter x_census --as parquet --use payment`;

export function addExport(program: Command, run: RunCommand): void {
  program
    .command('export')
    .argument('<dataset>', 'id of the dataset')
    .summary('give a dataset back reconciled')
    .description(
      'Gives a dataset back reconciled: durable entities, preferred values, confirmation and provenance.',
    )
    .option('--out <file>', 'the file to write (default: the dataset’s name in this folder)')
    .addOption(new Option('--as <format>', 'format of the file').choices(EXPORT_FORMATS).default('csv'))
    .option('--by <name>', 'who asks, as the matter names people', userInfo().username)
    .option('--matter <id>', 'the matter that it is for')
    .option(
      '--use <id>',
      'what the values are used for: what a policy wants confirmed for it is left out unless it is',
    )
    .option('--json', 'the report as one line of JSON')
    .addHelpText('after', HELP)
    .action((dataset: string, options: ExportOptions) =>
      run(options, (cli) => exportOne(cli, dataset, options)),
    );
}

async function exportOne(cli: Cli, dataset: string, options: ExportOptions): Promise<number> {
  const { terminal, settings, signal, json } = cli;
  const { as: format, by, matter = null, use = null } = options;
  const report = await withStore(cli, async ({ graph }) => {
    const progress = createProgress(terminal, dataset);
    try {
      return await exportDataset(
        { graph, settings, signal, clock: Date.now },
        {
          ...{ dataset, format, matter, use },
          file: options.out ?? `${dataset.replaceAll('/', '-')}.${format}`,
          caller: { user: by, role: 'bureau', department: null },
          onProgress: (done) => progress.show({ phase: 'exporting', done, of: undefined, unit: 'record' }),
        },
      );
    } finally {
      progress.stop();
    }
  });
  if (json) terminal.print(JSON.stringify(report));
  else for (const line of describeExport(report)) terminal.print(line);
  return EXIT.done;
}

function describeExport({ file, records, leftOut, leftOutFile, withheld, seconds }: ExportReport) {
  return [
    `${countOf(records, 'record')} → ${file} (${formatSeconds(seconds)})`,
    `${formatCount(leftOut)} values left out → ${leftOutFile}`,
    ...(withheld.length === 0
      ? []
      : [`Withheld, as you may not see them here: ${withheld.join(', ')} values`]),
  ];
}
