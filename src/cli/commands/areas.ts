import type { Command } from 'commander';
import { keepAreas } from '../../correlate/areas/area-store.ts';
import { fileMentions } from '../../correlate/areas/file-mentions.ts';
import { readAreasFile } from '../../correlate/areas/read-areas-file.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf } from '../words.ts';

const HELP = `
A CSV file in UTF-8, as https://github.com/yescallop/areacodes has it: 代码, 一级行政区, 二级行政区, 名称, 级别, 状态, 启用时间,
变更/弃用时间, 新代码. Its areas take the place of those that are kept of the provinces that it names; no record changes. What was taken in
before areas were kept is filed under those that it names, once.

Examples:
  $ jingwei areas result.csv
  $ jingwei areas city/areas.csv --json`;

export function addAreas(program: Command, run: RunCommand): void {
  program
    .command('areas')
    .summary('take a history of administrative areas in')
    .description('Takes in which administrative areas there are and were, and what became of them.')
    .argument('<file>', 'the history')
    .option('--json', 'what was taken in as one line of JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: { readonly json?: boolean }) =>
      run(options, (cli) => takeAreas(cli, file)),
    );
}

async function takeAreas(cli: Cli, file: string): Promise<number> {
  const history = await readAreasFile(file);
  const { settings, signal, terminal, json } = cli;
  const filed = await withStore(cli, async ({ graph }) => {
    const context = { graph, settings, signal, clock: Date.now };
    await keepAreas(context, history);
    return fileMentions(context);
  });
  const areas = history.entries.length;
  const provinces = new Set(history.entries.map(({ code }) => code.slice(0, 2))).size;
  if (json) terminal.print(JSON.stringify({ areas, provinces, filed }));
  else {
    terminal.print(`${countOf(areas, 'area')} of ${countOf(provinces, 'province')} are kept.`);
    if (filed > 0)
      terminal.print(`${countOf(filed, 'mention')} from before are filed under the areas that they name.`);
  }
  return EXIT.done;
}
