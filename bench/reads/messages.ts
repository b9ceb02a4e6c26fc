import { z } from 'zod';
import { StoreAddress } from '../intake/messages.ts';

export const ServeOrder = z.object({ store: StoreAddress });
export const ServeAnswer = z.object({ url: z.string() });
export type ServeAnswer = z.infer<typeof ServeAnswer>;

/** Orders to ask everything of both sides. */
export const AskOrder = z.object({ store: StoreAddress, url: z.string(), callers: z.number() });
export type AskOrder = z.infer<typeof AskOrder>;

const Side = z.object({
  /** Milliseconds of one caller. */
  p50: z.number(),
  p95: z.number(),
  /** Answers per second of all callers. */
  perSecond: z.number(),
});
export type Side = z.infer<typeof Side>;

export const AskedQuestion = z.object({ name: z.string(), product: Side, bare: Side, compared: z.number() });
export type AskedQuestion = z.infer<typeof AskedQuestion>;
export const AskAnswer = z.object({ questions: z.array(AskedQuestion) });
export type AskAnswer = z.infer<typeof AskAnswer>;
