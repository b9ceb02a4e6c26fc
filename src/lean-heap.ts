import { setFlagsFromString } from 'node:v8';

/** How much the heap may grow over what was alive at the last full collection, in percent, before the next one. */
const GROWTH_PERCENT = 25;

/**
 * Lets this process's heap follow what is alive closely. By default V8 lets garbage pile up to several times of that on
 * a machine with much memory, which belongs to Neo4j's page cache here.
 */
export function keepHeapLean(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
