import type { Context } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import { findApp as findAppById, findAppByKey } from '../../generated/statements.ts';
import type { App } from './app.ts';
import { hashAppKey } from './app-key.ts';
import { parseScope } from './scope.ts';

/** The app that a key belongs to. Asked for each request, so that a revoked one stops at once. Throws UNAUTHENTICATED. */
export async function findKeyHolder(context: Context, key: string): Promise<App> {
  const [row] = await context.graph.read(findAppByKey, { hash: hashAppKey(key) }, context);
  if (row === undefined) throw refusal('its key is not known');
  if (row.endsAt <= context.clock()) throw refusal('its key has ended');
  return requireLive(row);
}

/** The app that a token of the issuer names. Throws UNAUTHENTICATED. */
export async function findNamedApp(context: Context, id: string): Promise<App> {
  const [row] = await context.graph.read(findAppById, { id }, context);
  if (row === undefined) throw refusal('the app that its token names is not registered');
  return requireLive(row);
}

function requireLive(
  row: Omit<App, 'scopes'> & { readonly scopes: readonly string[]; readonly revokedAt: number | null },
): App {
  if (row.revokedAt !== null) throw refusal('its app was revoked');
  const { id, name, department, costPerMinute } = row;
  return { id, name, department, costPerMinute, scopes: row.scopes.map(parseScope) };
}

function refusal(reason: string): JingweiError {
  return new JingweiError('UNAUTHENTICATED', { reason });
}
