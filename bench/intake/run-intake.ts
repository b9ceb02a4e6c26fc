import { type BenchStore, openBenchStore } from '../bench-store.ts';
import type { BenchResult, Table } from '../figure.ts';
import { startMeasured } from '../measured-process.ts';
import type { BenchOptions } from '../options.ts';
import { RememberAnswer, type TakeInAnswer, WriteAnswer } from './messages.ts';
import { type PreparedCity, prepareCity } from './prepare-city.ts';
import { type TakenIn, type Turn, takeIn } from './take-in-city.ts';

/** From here on only the product is measured: what the hand would write again no longer fits into memory. */
const PRODUCT_ONLY_ROWS = 1_000_000;
const MOST_WARM_UP_RECORDS = 16_000;
const WARM_UP_SEED = 424_242;
const LEAST_RATIO = 0.6;
const MOST_MEGABYTES = 400;
const HAND_FLAGS = ['--max-old-space-size=10240'];

/** Takes a city in through the product, then has the same graph written by hand; both warmed up alike. */
export async function runIntake(options: BenchOptions): Promise<BenchResult> {
  const store = await openBenchStore();
  const city = await prepareCity(options.rows, options.seed);
  try {
    await warmUp(store, Math.min(MOST_WARM_UP_RECORDS, Math.ceil(options.rows / 2)));
    if (options.rows >= PRODUCT_ONLY_ROWS) return await measureMemory(store, city);
    const turns: { product: Turn; hand: Turn }[] = [];
    const memory: TakeInAnswer['memory'] = [];
    for (let run = 0; run < options.runs; run++) {
      const taken = await takeIn(store, city);
      memory.push(...taken.memory);
      turns.push(await writeByHand(store, taken));
      await store.wipe();
    }
    return summarise(turns, memory);
  } finally {
    await city.remove();
    await store.close();
  }
}

async function warmUp(store: BenchStore, records: number): Promise<void> {
  console.log('warming up');
  const small = await prepareCity(records, WARM_UP_SEED);
  try {
    await writeByHand(store, await takeIn(store, small));
    await store.wipe();
  } finally {
    await small.remove();
  }
}

async function writeByHand(
  store: BenchStore,
  taken: TakenIn,
): Promise<{ readonly product: Turn; readonly hand: Turn }> {
  const child = startMeasured('intake/write-by-hand.ts', HAND_FLAGS);
  const address = { home: store.home, ...store.address };
  const { records, nodes, relationships } = await child.ask(
    { order: 'remember', store: address },
    RememberAnswer,
  );
  const wanted = await store.inventory();
  await store.wipe();
  const before = await store.javaSeconds();
  const answer = await child.ask({ order: 'write', store: address }, WriteAnswer);
  const javaSeconds = (await store.javaSeconds()) - before;
  await child.end();
  const written = await store.inventory();
  const differences = [
    ...wanted.filter((line) => !written.includes(line)).map((line) => `product: ${line}`),
    ...written.filter((line) => !wanted.includes(line)).map((line) => `by hand: ${line}`),
  ];
  if (differences.length > 0) throw new Error(`The graphs differ:\n${differences.join('\n')}`);
  console.log(
    `by hand: ${records} records, ${nodes} nodes, ${relationships} relationships in ${answer.seconds.toFixed(1)} s`,
  );
  return {
    product: { ...taken.turn, records },
    hand: { who: 'by hand', records, javaSeconds, ...answer },
  };
}

async function measureMemory(store: BenchStore, city: PreparedCity): Promise<BenchResult> {
  const { turn, memory } = await takeIn(store, city);
  const tables = [
    tableOfTurns([{ ...turn, records: city.summary.records }]),
    tableOfMemory(memory),
    tableOfStatements(turn, 'product'),
  ];
  return { bench: 'intake', figures: [peakFigure(memory, 'intake.longPeakMegabytes')], tables };
}

function summarise(
  turns: readonly { product: Turn; hand: Turn }[],
  memory: TakeInAnswer['memory'],
): BenchResult {
  const seconds = (who: 'product' | 'hand'): number =>
    turns.reduce((sum, turn) => sum + turn[who].seconds, 0);
  const last = turns.at(-1);
  if (last === undefined) throw new Error('There was no run');
  return {
    bench: 'intake',
    figures: [
      {
        name: 'intake.rate',
        meaning: 'rate of intake, product to hand-written statements',
        measured: seconds('hand') / seconds('product'),
        unit: 'ratio',
        asked: { least: LEAST_RATIO },
      },
      peakFigure(memory, 'intake.peakMegabytes'),
    ],
    tables: [
      tableOfTurns(turns.flatMap(({ product, hand }) => [product, hand])),
      tableOfMemory(memory),
      tableOfStatements(last.product, 'product'),
      tableOfStatements(last.hand, 'by hand'),
    ],
  };
}

function peakFigure(memory: TakeInAnswer['memory'], name: string): BenchResult['figures'][number] {
  return {
    name,
    meaning: "Node's peak memory during intake",
    measured: Math.max(...memory.map(({ peakMegabytes }) => peakMegabytes)),
    unit: 'megabytes',
    asked: { most: MOST_MEGABYTES },
  };
}

function tableOfTurns(turns: readonly Turn[]): Table {
  return {
    title: 'Intake',
    columns: ['who', 'records', 'seconds', 'records/s', 'Node CPU s', 'Java CPU s'],
    rows: turns.map(({ who, records, seconds, nodeSeconds, javaSeconds }) => [
      who,
      records,
      seconds,
      Math.round(records / seconds),
      nodeSeconds,
      javaSeconds,
    ]),
  };
}

function tableOfMemory(memory: TakeInAnswer['memory']): Table {
  return {
    title: "Node's memory by rows taken in, MB",
    columns: ['rows', 'highest since the line above', 'peak so far'],
    rows: memory.map(({ rows, megabytes, peakMegabytes }) => [rows, megabytes, peakMegabytes]),
  };
}

function tableOfStatements({ statements, seconds }: Omit<Turn, 'records'>, who: string): Table {
  const inStatements = statements.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  return {
    title: `Where the time of the ${who} goes (${((inStatements / seconds) * 100).toFixed(0)} % in statements)`,
    columns: ['statement', 'calls', 'seconds', '% of the whole'],
    rows: statements
      .filter(({ milliseconds }) => milliseconds / 1000 > seconds / 200)
      .map(({ name, calls, milliseconds }) => [
        name,
        calls,
        milliseconds / 1000,
        milliseconds / 10 / seconds,
      ]),
  };
}
