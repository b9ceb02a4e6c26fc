import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What every process needs of V8, so as not to end by it. */
export const SAFETY_FLAGS = [
  // The policy engine is WebAssembly. Node 20's V8 ends the process ("unreachable code" in the deoptimiser) when it
  // leaves optimised code in the middle of an inlined call that returns a reference: seen in policy decisions under load.
  '--no-turbo-inline-js-wasm-calls',
] as const;

// By default garbage may pile up to several times of what is alive on a machine with much memory, which belongs to
// Neo4j's page cache here. In percent of what was alive at the last full collection.
const SMALL = '--heap-growing-percent=25';
const SERVING = '--heap-growing-percent=100';

/** Bytes of a process that is to stay small above which {@link keepSmall} does something. */
const LARGE = 320_000_000;
/** Milliseconds from one collection to the next: each takes an eighth of a second. */
const PAUSE = 10_000;

let collect: (() => void) | undefined;
let collectedAt = -Infinity;

/** Keeps this process from ending by a fault of V8, and small. To be called before anything else runs. */
export function setRuntimeFlags(): void {
  for (const flag of [...SAFETY_FLAGS, SMALL]) setFlagsFromString(flag);
}

/**
 * Lets twice what is alive pile up: who answers requests keeps little and throws much away, and would spend a fifth of its time on
 * garbage otherwise.
 */
export function setServingFlags(): void {
  setFlagsFromString(SERVING);
}

/**
 * Collects all garbage where this process has grown large. Left to itself V8 keeps pages that are nearly empty, which
 * add up over hours of intake. To be called every now and then by whoever works long and is in no hurry.
 */
export function keepSmall(): void {
  if (performance.now() - collectedAt < PAUSE || process.memoryUsage.rss() < LARGE) return;
  collect ??= exposeCollector();
  collect();
  collectedAt = performance.now();
}

/** Node offers no other way to V8's collector once a process runs. */
function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collector: unknown = runInNewContext('gc');
  if (typeof collector !== 'function') throw new Error('V8 has a collector');
  return () => {
    Reflect.apply(collector, undefined, []);
  };
}
