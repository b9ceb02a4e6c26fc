import { type Caller, type Role, requireRole, type VerifiedIdentifier } from '../access/caller.ts';
import { JingweiError } from '../errors.ts';

/**
 * By which identifiers a request about a person asks: the caller's own, all of them or the one that is named; or, for
 * the other roles that may ask, the one that is named. Whether anybody bears it makes no difference to the answer's form.
 * Throws FORBIDDEN for somebody else's, and BAD_INPUT when nobody is named.
 */
export function readSubject(
  { caller }: { readonly caller: Caller },
  named: VerifiedIdentifier | null | undefined,
  others: readonly Role[],
): readonly VerifiedIdentifier[] {
  const own = caller.identifiers ?? [];
  if (caller.role === 'subject') {
    if (named == null) return own;
    const isOwn = own.some(({ scheme, value }) => scheme === named.scheme && value === named.value);
    if (!isOwn) throw new JingweiError('FORBIDDEN', { role: caller.role, needed: 'auditor' });
    return [named];
  }
  requireRole({ caller }, ['subject', ...others]);
  if (named == null)
    throw new JingweiError('BAD_INPUT', { reason: 'subject names nobody', argument: 'subject' });
  return [named];
}
