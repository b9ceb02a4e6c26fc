import { totalmem } from 'node:os';

/** Memory of the embedded server, in megabytes. */
export interface MemorySizes {
  readonly heap: number;
  readonly pageCache: number;
}

/**
 * A quarter of the machine for the heap (512 to 8192) and a fifth for the page cache (128 to 16384), so that Node and
 * the operating system keep the larger half. Given sizes win.
 */
export function sizeMemory(
  machineMegabytes: number,
  given: { readonly heap?: number | undefined; readonly pageCache?: number | undefined } = {},
): MemorySizes {
  return {
    heap: given.heap ?? clamp(machineMegabytes / 4, 512, 8192),
    pageCache: given.pageCache ?? clamp(machineMegabytes / 5, 128, 16_384),
  };
}

/** Memory that this process may use, in megabytes: the machine's, or its container's where that is less. */
export function readMachineMemory(): number {
  const machine = totalmem();
  const container = process.constrainedMemory();
  const usable = container > 0 && container < machine ? container : machine;
  return Math.floor(usable / 1024 ** 2);
}

function clamp(value: number, least: number, most: number): number {
  return Math.floor(Math.min(Math.max(value, least), most));
}
