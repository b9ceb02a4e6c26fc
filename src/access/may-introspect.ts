import type { Caller } from './caller.ts';

/** Whether a caller may read the schema itself. A department speaks for its own datasets and writes no queries. */
export function mayIntrospect(caller: Caller): boolean {
  return caller.role !== 'department';
}
