import type { Caller, Role } from './caller.ts';

/** Roles that write queries. A department speaks for its own datasets, an app runs what was trusted beforehand. */
export const INTROSPECTING: readonly Role[] = ['analyst', 'bureau', 'reviewer', 'auditor'];

/** Whether a caller may read the schema itself, and open GraphiQL. */
export function mayIntrospect(caller: Caller): boolean {
  return INTROSPECTING.includes(caller.role);
}
