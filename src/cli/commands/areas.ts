import type { Command } from 'commander';
import type { AreaShape } from '../../correlate/areas/area-shape.ts';
import { keepAreas } from '../../correlate/areas/area-store.ts';
import { fileMentions } from '../../correlate/areas/file-mentions.ts';
import { readAreasFile } from '../../correlate/areas/read-areas-file.ts';
import { readShapesFile } from '../../correlate/areas/read-shapes-file.ts';
import { EXIT } from '../exit-code.ts';
import { withStore } from '../open-graph.ts';
import type { Cli, RunCommand } from '../run-command.ts';
import { countOf } from '../words.ts';

const HELP = `
A CSV file in UTF-8, as https://github.com/yescallop/areacodes has it: 代码, 一级行政区, 二级行政区, 名称, 级别, 状态, 启用时间,
变更/弃用时间, 新代码. Its areas take the place of those that are kept of the provinces that it names; no record changes. What was taken in
before areas were kept is filed under those that it names, once.

--shapes: where areas lie, as a GeoJSON FeatureCollection of Polygons and MultiPolygons, each with the property code (or adcode) and, of an area that
is no more, from, its first year. Records with a point there are found by the area too.

Examples:
  $ jingwei areas result.csv
  $ jingwei areas result.csv --shapes counties.geojson
  $ jingwei areas city/areas.csv --json`;

export function addAreas(program: Command, run: RunCommand): void {
  program
    .command('areas')
    .summary('take a history of administrative areas in')
    .description('Takes in which administrative areas there are and were, and what became of them.')
    .argument('<file>', 'the history')
    .option('--shapes <file>', 'where they lie')
    .option('--json', 'what was taken in as one line of JSON')
    .addHelpText('after', HELP)
    .action((file: string, options: { readonly shapes?: string; readonly json?: boolean }) =>
      run(options, (cli) => takeAreas(cli, file, options.shapes)),
    );
}

async function takeAreas(cli: Cli, file: string, shapesFile: string | undefined): Promise<number> {
  const named = await readAreasFile(file);
  const { history, shapes, tooLarge } =
    shapesFile === undefined
      ? { history: named, shapes: new Map<string, AreaShape>(), tooLarge: [] }
      : await readShapesFile(shapesFile, named);
  const { settings, signal, terminal, json } = cli;
  const filed = await withStore(cli, async ({ graph }) => {
    const context = { graph, settings, signal, clock: Date.now };
    await keepAreas(context, history, shapes);
    return fileMentions(context);
  });
  const areas = history.entries.length;
  const provinces = new Set(history.entries.map(({ code }) => code.slice(0, 2))).size;
  if (json) terminal.print(JSON.stringify({ areas, provinces, filed, shapes: shapes.size, tooLarge }));
  else {
    terminal.print(`${countOf(areas, 'area')} of ${countOf(provinces, 'province')} are kept.`);
    if (shapesFile !== undefined) terminal.print(`${countOf(shapes.size, 'shape')} of them are kept.`);
    if (tooLarge.length > 0)
      terminal.print(`Too large to be sought by their shapes, and kept without: ${tooLarge.join(', ')}.`);
    if (filed > 0)
      terminal.print(`${countOf(filed, 'mention')} from before are filed under the areas that they name.`);
  }
  return EXIT.done;
}
