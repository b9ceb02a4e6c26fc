import type { BenchStore } from '../bench-store.ts';
import { startMeasured } from '../measured-process.ts';
import { AskAnswer, type AskedQuestion, type AskOrder, ServeAnswer } from './messages.ts';

export interface AskedStore {
  readonly questions: readonly AskedQuestion[];
  /** Most memory that the server's process took. */
  readonly peakMegabytes: number;
}

/** Asks all questions of a bench of a filled store, through the product's server and without it. */
export async function askStore(
  store: BenchStore,
  { bench, callers }: Pick<AskOrder, 'bench' | 'callers'>,
): Promise<AskedStore> {
  const address = { home: store.home, ...store.address };
  const server = startMeasured('questions/serve.ts');
  const asker = startMeasured('questions/ask.ts');
  try {
    const { url } = await server.ask({ do: 'open', store: address }, ServeAnswer);
    const { questions } = await asker.ask({ bench, store: address, url, callers }, AskAnswer);
    const { peakMegabytes } = await server.ask({ do: 'tell' }, ServeAnswer);
    return { questions, peakMegabytes };
  } finally {
    await asker.end();
    await server.end();
  }
}
