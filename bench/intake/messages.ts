import { z } from 'zod';

/** Where a measured process finds the store. */
export const StoreAddress = z.object({
  home: z.string(),
  uri: z.string(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
});

/** Orders to take a generated city in through the product's own door. */
export const TakeInOrder = z.object({
  store: StoreAddress,
  directory: z.string(),
  datasets: z.array(z.object({ dataset: z.string(), file: z.string() })),
});
export type TakeInOrder = z.infer<typeof TakeInOrder>;

export const StatementTime = z.object({ name: z.string(), calls: z.number(), milliseconds: z.number() });
export type StatementTime = z.infer<typeof StatementTime>;

const Work = {
  seconds: z.number(),
  /** Processor seconds of this Node process, all threads. */
  nodeSeconds: z.number(),
  statements: z.array(StatementTime),
};

export const TakeInAnswer = z.object({
  ...Work,
  rows: z.number(),
  /** Milliseconds of each stage behind intake, by its name. */
  stages: z.record(z.string(), z.number()),
  /** Most memory of the process so far, megabytes, after so many rows. */
  memory: z.array(z.object({ rows: z.number(), peakMegabytes: z.number(), megabytes: z.number() })),
  held: z.array(z.string()),
});
export type TakeInAnswer = z.infer<typeof TakeInAnswer>;

/** Orders to remember all that the store holds, or to write it again by hand. */
export const HandOrder = z.discriminatedUnion('order', [
  z.object({ order: z.literal('remember'), store: StoreAddress }),
  z.object({ order: z.literal('write'), store: StoreAddress }),
]);
export type HandOrder = z.infer<typeof HandOrder>;

export const RememberAnswer = z.object({ records: z.number(), nodes: z.number(), relationships: z.number() });
export type RememberAnswer = z.infer<typeof RememberAnswer>;
export const WriteAnswer = z.object(Work);
export type WriteAnswer = z.infer<typeof WriteAnswer>;
