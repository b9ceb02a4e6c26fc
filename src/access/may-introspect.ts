import type { Caller } from './caller.ts';

/** Whether a caller may read the schema itself. Departments and the persons concerned write no queries of their own. */
export function mayIntrospect(caller: Caller): boolean {
  return caller.role !== 'department' && caller.role !== 'subject';
}
