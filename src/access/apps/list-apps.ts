import { type Context, now } from '../../context.ts';
import { listApps as listAppsStatement } from '../../generated/statements.ts';
import { toDateTime } from '../../graph/values.ts';
import { toEnd, toInstant } from '../../instant.ts';

/** An app as the bureau sees it; times in ISO form, UTC. */
export interface ListedApp {
  readonly id: string;
  readonly name: string;
  readonly department: string | null;
  readonly scopes: readonly string[];
  readonly costPerMinute: number;
  readonly registeredAt: string;
  readonly revokedAt: string | null;
  /** The keys that live, the oldest first; `endsAt` is null for the one that no rotation has ended. */
  readonly keys: readonly { readonly id: string; readonly endsAt: string | null }[];
  /** How many documents it may run. */
  readonly documents: number;
}

/** Every app that was ever registered. */
export async function listApps(context: Context): Promise<readonly ListedApp[]> {
  const rows = await context.graph.read(listAppsStatement, { now: toDateTime(now(context)) });
  return rows.map((row) => ({
    ...row,
    registeredAt: toInstant(row.registeredAt),
    revokedAt: row.revokedAt === null ? null : toInstant(row.revokedAt),
    keys: row.keys.map(({ id, endsAt }) => ({ id, endsAt: toEnd(endsAt) })),
  }));
}
