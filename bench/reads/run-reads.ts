import { openBenchStore } from '../bench-store.ts';
import type { BenchResult, Figure } from '../figure.ts';
import { prepareCity } from '../intake/prepare-city.ts';
import { takeIn } from '../intake/take-in-city.ts';
import { startMeasured } from '../measured-process.ts';
import type { BenchOptions } from '../options.ts';
import { AskAnswer, type AskedQuestion, ServeAnswer } from './messages.ts';

const CALLERS = 16;
const MOST_TIMES = 1.5;
const LEAST_SHARE = 0.6;

/** Loads a city and asks six questions of the product and of the bare store. */
export async function runReads(options: BenchOptions): Promise<BenchResult> {
  const store = await openBenchStore();
  try {
    const city = await prepareCity(options.rows, options.seed);
    try {
      await takeIn(store, city);
    } finally {
      await city.remove();
    }
    const address = { home: store.home, ...store.address };
    const server = startMeasured('reads/serve.ts');
    const asker = startMeasured('reads/ask.ts');
    try {
      const { url } = await server.ask({ store: address }, ServeAnswer);
      const { questions } = await asker.ask({ store: address, url, callers: CALLERS }, AskAnswer);
      return summarise(questions);
    } finally {
      await asker.end();
      await server.end();
    }
  } finally {
    await store.close();
  }
}

function summarise(questions: readonly AskedQuestion[]): BenchResult {
  return {
    bench: 'reads',
    figures: questions.flatMap(toFigures),
    tables: [
      {
        title: 'One caller, milliseconds',
        columns: ['question', 'product p50', 'bare p50', 'times', 'product p95', 'bare p95'],
        rows: questions.map(({ name, product, bare }) => [
          ...[name, product.p50, bare.p50, product.p50 / bare.p50, product.p95, bare.p95],
        ]),
      },
      {
        title: `${CALLERS} callers, answers per second`,
        columns: ['question', 'product', 'bare', 'share'],
        rows: questions.map(({ name, product, bare }) => [
          ...[name, product.perSecond, bare.perSecond, product.perSecond / bare.perSecond],
        ]),
      },
    ],
  };
}

function toFigures({ name, product, bare }: AskedQuestion): readonly Figure[] {
  const key = name.replaceAll(' ', '-');
  return [
    {
      name: `reads.${key}.p50`,
      meaning: `${name}: time of one caller, product to bare`,
      measured: product.p50 / bare.p50,
      unit: 'ratio',
      asked: { most: MOST_TIMES },
    },
    {
      name: `reads.${key}.throughput`,
      meaning: `${name}: throughput of ${CALLERS} callers, product to bare`,
      measured: product.perSecond / bare.perSecond,
      unit: 'ratio',
      asked: { least: LEAST_SHARE },
    },
  ];
}
