import type { Context } from '../context.ts';
import type { App } from './apps/app.ts';
import { isAppKey } from './apps/app-key.ts';
import { findKeyHolder, findNamedApp } from './apps/find-app.ts';
import type { Authenticator } from './build-authenticator.ts';
import type { Caller } from './caller.ts';
import { readBearer } from './read-bearer.ts';

/**
 * Tells apps from everybody else: by a key of ours, or by a token whose role is `app` and that names a registered one.
 * Throws UNAUTHENTICATED, and what `others` throws.
 */
export function identifyApps(context: Context, others: Authenticator): Authenticator {
  return async (authorization) => {
    const token = readBearer(authorization);
    if (token !== undefined && isAppKey(token)) return callerOf(await findKeyHolder(context, token));
    const caller = await others(authorization);
    return caller.role === 'app' ? callerOf(await findNamedApp(context, caller.user ?? '')) : caller;
  };
}

function callerOf(app: App): Caller {
  return { user: app.id, role: 'app', department: app.department, app };
}
