import { type Context, now } from '../../context.ts';
import { JingweiError } from '../../errors.ts';
import {
  addAppKey,
  endAppKeys,
  findApp as findAppById,
  listAppKeys,
  revokeApp as revokeAppStatement,
} from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { type AppKey, createAppKey } from './app-key.ts';
import { keyProperties } from './register-app.ts';

export interface Rotation {
  readonly key: AppKey;
  /** When the key before it ends; null when there was none. */
  readonly previousEndsAt: string | null;
  /** Keys that ended at once, because only two may live. */
  readonly ended: readonly string[];
}

/**
 * Gives an app a new key beside the present one, which lives on for `overlapHours`. A still older one ends at once.
 * Throws NOT_FOUND and APP_STATE.
 */
export async function rotateAppKey(context: Context, id: string, overlapHours: number): Promise<Rotation> {
  await requireUnrevoked(context, id, 'given a key');
  const key = createAppKey();
  const at = now(context);
  const overlapEnds = new Date(context.clock() + overlapHours * 3_600_000).toISOString();
  return context.graph.write(async (transaction) => {
    const present = await transaction.run(listAppKeys, { id, now: toDateTime(at) });
    const previous = present.slice(-1).map((one) => one.id);
    const older = present.slice(0, -1).map((one) => one.id);
    await transaction.run(endAppKeys, { id, keys: older, at: toDateTime(at) });
    await transaction.run(endAppKeys, { id, keys: previous, at: toDateTime(overlapEnds) });
    await transaction.run(addAppKey, { id, key: keyProperties(context, key) });
    return { key, previousEndsAt: previous.length === 0 ? null : overlapEnds, ended: older };
  });
}

/** Stops an app for good, from its next request on. Throws NOT_FOUND and APP_STATE. */
export async function revokeApp(context: Context, id: string, reason: string): Promise<void> {
  await requireUnrevoked(context, id, 'revoked');
  const at = toDateTime(now(context));
  await context.graph.write((transaction) => transaction.run(revokeAppStatement, { id, at, reason }));
}

/** Throws NOT_FOUND, and APP_STATE for an app that was revoked. */
export async function requireUnrevoked(context: Context, id: string, action: string): Promise<void> {
  const [row] = await context.graph.read(findAppById, { id }, context);
  if (row === undefined) throw new JingweiError('NOT_FOUND', { kind: 'app', id });
  if (row.revokedAt !== null) throw new JingweiError('APP_STATE', { app: id, state: 'revoked', action });
}
