import type { BenchStore } from '../bench-store.ts';
import { startMeasured } from '../measured-process.ts';
import { type StatementTime, TakeInAnswer } from './messages.ts';
import type { PreparedCity } from './prepare-city.ts';

/** One side's turn at writing the city. */
export interface Turn {
  readonly who: string;
  readonly records: number;
  readonly seconds: number;
  readonly nodeSeconds: number;
  readonly javaSeconds: number;
  readonly statements: readonly StatementTime[];
}

/** The product's turn, before anybody has counted the records, and its memory as rows went by. */
export interface TakenIn {
  readonly turn: Omit<Turn, 'records'>;
  readonly memory: TakeInAnswer['memory'];
  readonly stages: TakeInAnswer['stages'];
}

/** Takes a city in through the product's own door, in a process of its own. Throws when a delivery was held. */
export async function takeIn(store: BenchStore, { summary }: PreparedCity): Promise<TakenIn> {
  const { directory, datasets } = summary;
  const files = datasets.map(({ dataset, file }) => ({ dataset, file }));
  const child = startMeasured('intake/take-in.ts');
  const before = await store.javaSeconds();
  const order = { store: { home: store.home, ...store.address }, directory, datasets: files };
  const answer = await child.ask(order, TakeInAnswer);
  const javaSeconds = (await store.javaSeconds()) - before;
  await child.end();
  if (answer.held.length > 0) throw new Error(`Deliveries were held: ${answer.held.join(', ')}`);
  console.log(`product: ${answer.rows} rows in ${answer.seconds.toFixed(1)} s`);
  return { turn: { who: 'product', javaSeconds, ...answer }, memory: answer.memory, stages: answer.stages };
}
