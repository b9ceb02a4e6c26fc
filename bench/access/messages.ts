import { z } from 'zod';
import { StoreAddress } from '../intake/messages.ts';

/** Orders to read profiles with and without what access adds, and to append to the log alone. */
export const MeasureOrder = z.object({ do: z.literal('measure'), store: StoreAddress, callers: z.number() });
/** Orders to fill a chain of its own with so many entries, and to verify it. */
export const VerifyOrder = z.object({ do: z.literal('verify'), store: StoreAddress, entries: z.number() });
export const AccessOrder = z.discriminatedUnion('do', [MeasureOrder, VerifyOrder]);

const Times = z.object({ p50: z.number(), p95: z.number() });

export const MeasureAnswer = z.object({
  /** Milliseconds of one caller. */
  append: Times,
  ungated: Times,
  gated: Times,
  /** Profiles per second of all callers. */
  rates: z.object({ ungated: z.number(), gated: z.number() }),
  /** Entries that one commit carried while all called, on average. */
  perCommit: z.number(),
});
export type MeasureAnswer = z.infer<typeof MeasureAnswer>;

export const VerifyAnswer = z.object({
  entries: z.number(),
  fillSeconds: z.number(),
  verifySeconds: z.number(),
  megabytes: z.number(),
});
export type VerifyAnswer = z.infer<typeof VerifyAnswer>;
