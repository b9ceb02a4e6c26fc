import { JingweiError } from '../errors.ts';
import type { App } from './apps/app.ts';

/** What a caller may be: the words of the token, of the schema and of the docs. */
export const ROLES = ['analyst', 'bureau', 'app', 'department', 'subject', 'auditor', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

/** Who a request is made for. */
export interface Caller {
  /** Subject of the token; null when nobody had to say who they are. */
  readonly user: string | null;
  readonly role: Role;
  /** The department that a caller in that role speaks for, or that runs the app. */
  readonly department: string | null;
  /** What is registered of the app that calls; only for callers in that role. */
  readonly app?: App;
  /** By what a person is known for sure, as whoever signed the token verified it; only in the role subject. */
  readonly identifiers?: readonly VerifiedIdentifier[];
}

/** An identifier of a person, e.g. scheme cn.resident-id. */
export interface VerifiedIdentifier {
  readonly scheme: string;
  readonly value: string;
}

/** Lets only some roles pass. Throws FORBIDDEN. */
export function requireRole(context: { readonly caller: Caller }, roles: readonly Role[]): void {
  const { role } = context.caller;
  if (!roles.includes(role)) throw new JingweiError('FORBIDDEN', { role, needed: roles.join(' or ') });
}
