import { setFlagsFromString } from 'node:v8';

/** What every process needs of V8, so as not to end by it. */
export const SAFETY_FLAGS = [
  // The policy engine is WebAssembly. Node 20's V8 ends the process ("unreachable code" in the deoptimiser) when it
  // leaves optimised code in the middle of an inlined call that returns a reference: seen in policy decisions under load.
  '--no-turbo-inline-js-wasm-calls',
] as const;

/** What keeps a process small, since the machine's memory belongs to Neo4j's page cache. */
const SMALL_FLAGS = [
  // By default garbage may pile up to several times of what is alive on a machine with much memory. In percent of what was alive at the last full collection.
  '--heap-growing-percent=25',
  // Pages that are mostly empty are given back as garbage is collected, or they add up over hours: 50 of 387 MB after 40,000 rows.
  '--optimize-for-size',
] as const;

/**
 * Lets twice what is alive pile up: who answers requests keeps little and throws much away, and would spend a fifth of its time on
 * garbage otherwise.
 */
const SERVING_FLAGS = ['--heap-growing-percent=100', '--no-optimize-for-size'] as const;

/** Keeps this process from ending by a fault of V8, and small. To be called before anything else runs. */
export function setRuntimeFlags(): void {
  setFlags([...SAFETY_FLAGS, ...SMALL_FLAGS]);
}

/** Lets this process use what it takes to answer soon. */
export function setServingFlags(): void {
  setFlags(SERVING_FLAGS);
}

function setFlags(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
