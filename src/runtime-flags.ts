import { setFlagsFromString } from 'node:v8';

/** What this process asks of V8, and why. */
export const RUNTIME_FLAGS = [
  // By default garbage may pile up to several times of what is alive on a machine with much memory, which belongs to
  // Neo4j's page cache here. In percent of what was alive at the last full collection.
  '--heap-growing-percent=25',
  // The policy engine is WebAssembly. Node 20's V8 ends the process ("unreachable code" in the deoptimiser) when it
  // leaves optimised code in the middle of an inlined call that returns a reference: seen in policy decisions under load.
  '--no-turbo-inline-js-wasm-calls',
] as const;

/**
 * Lets twice what is alive pile up: who answers requests keeps little and throws much away, and would spend a fifth of its time on
 * garbage otherwise.
 */
export function setServingFlags(): void {
  setFlagsFromString('--heap-growing-percent=100');
}

/** Sets {@link RUNTIME_FLAGS} for this process. To be called before anything else runs. */
export function setRuntimeFlags(): void {
  for (const flag of RUNTIME_FLAGS) setFlagsFromString(flag);
}
