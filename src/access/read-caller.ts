import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { JingweiError } from '../errors.ts';
import { type Caller, ROLES, type VerifiedIdentifier } from './caller.ts';

/**
 * The caller that a checked token speaks for: `sub` is the user, `roleClaim` holds the role (a word, or a list with
 * exactly one of ours in it), and the claim `department` says whom a caller with role department speaks for.
 * An app is who its client is (`client_id` of RFC 9068, `azp` of OpenID Connect), and only else its subject. A token with
 * the role subject names in `identifiers` by what its holder is known for sure: `{"scheme", "value"}` or `scheme:value`.
 * Throws UNAUTHENTICATED.
 */
export function readCaller(claims: JWTPayload, roleClaim: string): Caller {
  const user = claims.sub;
  if (user === undefined || user === '') throw refusal('its token names no subject');
  const role = readRole(claims[roleClaim], roleClaim);
  if (role === 'app') return { user: readClient(claims) ?? user, role, department: null };
  if (role === 'subject')
    return { user, role, department: null, identifiers: readIdentifiers(claims.identifiers) };
  if (role !== 'department') return { user, role, department: null };
  const department = claims.department;
  if (typeof department !== 'string' || department === '')
    throw refusal('its token has the role department but names no department');
  return { user, role, department };
}

function readRole(claim: unknown, name: string): Caller['role'] {
  const words: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  const [role, another] = ROLES.filter((known) => words.includes(known));
  if (role === undefined)
    throw refusal(`the claim ${name} of its token holds none of the roles ${ROLES.join(', ')}`);
  if (another !== undefined) throw refusal(`the claim ${name} of its token holds more than one role`);
  return role;
}

function readClient(claims: JWTPayload): string | undefined {
  return [claims.client_id, claims.azp].find(
    (claim): claim is string => typeof claim === 'string' && claim !== '',
  );
}

const Identifier = z.union([
  z.object({ scheme: z.string().min(1), value: z.string().min(1) }),
  z
    .string()
    .regex(/^[\w.-]+:.+$/)
    .transform((text) => ({
      scheme: text.slice(0, text.indexOf(':')),
      value: text.slice(text.indexOf(':') + 1),
    })),
]);
const Identifiers = z.array(Identifier).min(1).max(20);

function readIdentifiers(claim: unknown): readonly VerifiedIdentifier[] {
  const { data } = Identifiers.safeParse(claim);
  if (data === undefined)
    throw refusal('its token has the role subject but names no identifiers by which its holder is known');
  return data;
}

function refusal(reason: string): JingweiError {
  return new JingweiError('UNAUTHENTICATED', { reason });
}
