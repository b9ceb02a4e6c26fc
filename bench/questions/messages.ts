import { z } from 'zod';
import { StoreAddress } from '../intake/messages.ts';

/** Orders to serve a store, then to tell what that took. */
export const ServeOrder = z.discriminatedUnion('do', [
  z.object({ do: z.literal('open'), store: StoreAddress }),
  z.object({ do: z.literal('tell') }),
]);
export const ServeAnswer = z.object({
  url: z.string(),
  /** Most memory of the server's process so far, as the operating system counts it. */
  peakMegabytes: z.number(),
});
export type ServeAnswer = z.infer<typeof ServeAnswer>;

/** Orders to ask all questions of a bench of both sides. */
export const AskOrder = z.object({
  bench: z.enum(['reads', 'correlate']),
  store: StoreAddress,
  url: z.string(),
  /** Callers whose answers per second are counted; null: nobody's are. */
  callers: z.number().nullable(),
});
export type AskOrder = z.infer<typeof AskOrder>;

/** Milliseconds of one caller. */
const Times = z.object({ p50: z.number(), p95: z.number() });
export type Times = z.infer<typeof Times>;

export const AskedQuestion = z.object({
  name: z.string(),
  product: Times,
  bare: Times,
  /** Answers per second of all callers. */
  rates: z.object({ product: z.number(), bare: z.number() }).nullable(),
  /** Answers that both sides agreed on before anything was timed. */
  compared: z.number(),
  /** Answers that said that they were cut off, and how much of the bare answer the least of them held. */
  cut: z.object({ answers: z.number(), leastShare: z.number() }),
  /** Of those that were to be compared, answers that the bare side had no memory for. Where that happens later, its time runs until it gave up. */
  exhausted: z.number(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;
export const AskAnswer = z.object({ questions: z.array(AskedQuestion) });
export type AskAnswer = z.infer<typeof AskAnswer>;
