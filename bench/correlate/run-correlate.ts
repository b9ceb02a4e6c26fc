import { join } from 'node:path';
import { keepAreas } from '../../src/correlate/areas/area-store.ts';
import { readAreasFile } from '../../src/correlate/areas/read-areas-file.ts';
import { openGraph } from '../../src/graph/open-graph.ts';
import type { BenchStore } from '../bench-store.ts';
import { type CityAddition, openCityStore } from '../city-store.ts';
import type { BenchResult, Figure } from '../figure.ts';
import type { BenchOptions } from '../options.ts';
import { type AskedStore, askStore } from '../questions/ask-store.ts';
import type { AskedQuestion } from '../questions/messages.ts';
import { settingsOf } from '../settings-of.ts';
import { addBusyVehicles } from './busy-vehicles.ts';

const MOST_TIMES = 2;
const MOST_MEGABYTES = 500;
/** Milliseconds that 95 of 100 answers take at most, by the first word of the question. */
const MOST_MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['near', 50],
  ['within', 50],
  ['presence', 50],
  ['timeline', 50],
  ['paths', 250],
  ['paths, hub to hub', 1_000],
  ['companions', 500],
  ['crossings', 50],
]);

/** Loads a city with its areas and asks every analytic root that a time is promised for, of the product and of the bare store. */
export async function runCorrelate(options: BenchOptions): Promise<BenchResult> {
  const store = await openCityStore(options, WITH_AREAS);
  try {
    return summarise(await askStore(store, { bench: 'correlate', callers: null }));
  } finally {
    await store.close();
  }
}

const WITH_AREAS: CityAddition = {
  name: 'busy vehicles, areas',
  add: async (store, { summary }) => {
    await addBusyVehicles(summary);
    await takeAreas(store, summary.directory);
  },
};

async function takeAreas(store: BenchStore, directory: string): Promise<void> {
  const graph = await openGraph(store.address);
  try {
    const context = { graph, settings: settingsOf(store.home), clock: Date.now };
    await keepAreas(context, await readAreasFile(join(directory, 'areas.csv')));
  } finally {
    await graph.close();
  }
}

function summarise({ questions, peakMegabytes }: AskedStore): BenchResult {
  return {
    bench: 'correlate',
    figures: [
      ...questions.flatMap(toFigures),
      {
        name: 'correlate.memory',
        meaning: "most memory of the server's Node process",
        measured: peakMegabytes,
        unit: 'megabytes',
        asked: { most: MOST_MEGABYTES },
      },
    ],
    tables: [
      {
        title: 'One caller, milliseconds',
        columns: ['question', 'product p50', 'bare p50', 'product p95', 'bare p95', 'times'],
        rows: questions.map(({ name, product, bare }) => [
          ...[name, product.p50, bare.p50, product.p95, bare.p95, product.p95 / bare.p95],
        ]),
      },
      {
        title: 'Answers that were compared, and what those that were cut off held of the whole answer',
        columns: ['question', 'equal', 'cut off', 'least share held', 'no memory for the bare one'],
        rows: questions.map(({ name, compared, cut, exhausted }) => [
          ...[name, compared, cut.answers, cut.answers === 0 ? 'none was cut' : cut.leastShare, exhausted],
        ]),
      },
    ],
  };
}

function toFigures({ name, product, bare }: AskedQuestion): readonly Figure[] {
  const key = name.replaceAll(',', '').replaceAll(' ', '-');
  const most = MOST_MILLISECONDS.get(name) ?? MOST_MILLISECONDS.get(/^\w+/.exec(name)?.[0] ?? '');
  if (most === undefined) throw new Error(`No time is promised for ${name}`);
  return [
    {
      name: `correlate.${key}.p95`,
      meaning: `${name}: 95 of 100 answers to one caller`,
      measured: product.p95,
      unit: 'milliseconds',
      asked: { most },
    },
    {
      name: `correlate.${key}.times`,
      meaning: `${name}: 95 of 100 answers to one caller, product to bare`,
      measured: product.p95 / bare.p95,
      unit: 'ratio',
      asked: { most: MOST_TIMES },
    },
  ];
}
