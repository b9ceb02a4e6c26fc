import { openCityStore } from '../city-store.ts';
import type { BenchResult, Figure } from '../figure.ts';
import type { BenchOptions } from '../options.ts';
import { askStore } from '../questions/ask-store.ts';
import type { AskedQuestion } from '../questions/messages.ts';

const CALLERS = 16;
const MOST_TIMES = 1.5;
const LEAST_SHARE = 0.6;

/** Loads a city and asks six questions of the product and of the bare store. */
export async function runReads(options: BenchOptions): Promise<BenchResult> {
  const store = await openCityStore(options);
  try {
    const { questions } = await askStore(store, { bench: 'reads', callers: CALLERS });
    return summarise(questions);
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
        rows: questions.flatMap(({ name, rates }) =>
          rates === null ? [] : [[name, rates.product, rates.bare, rates.product / rates.bare]],
        ),
      },
    ],
  };
}

function toFigures({ name, product, bare, rates }: AskedQuestion): readonly Figure[] {
  const key = name.replaceAll(' ', '-');
  return [
    {
      name: `reads.${key}.p50`,
      meaning: `${name}: time of one caller, product to bare`,
      measured: product.p50 / bare.p50,
      unit: 'ratio',
      asked: { most: MOST_TIMES },
    },
    ...(rates === null
      ? []
      : [
          {
            name: `reads.${key}.throughput`,
            meaning: `${name}: throughput of ${CALLERS} callers, product to bare`,
            measured: rates.product / rates.bare,
            unit: 'ratio' as const,
            asked: { least: LEAST_SHARE },
          },
        ]),
  ];
}
